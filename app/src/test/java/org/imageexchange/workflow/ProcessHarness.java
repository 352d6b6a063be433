package org.imageexchange.workflow;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.ExtensionElements;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListenerEventType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListeners;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.imageexchange.MovedClock;
import org.imageexchange.engine.EmbeddedEngine;
import org.imageexchange.engine.EngineSettings;
import org.imageexchange.engine.OpenIncident;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Listeners;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.MessagePublisher.Message;
import org.imageexchange.workflow.MessagePublisher.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The real engine with the portal's models, workers that do as a test says, and a clock that it moves.
 *
 * <p>One engine serves all process tests; each works under a process key of its own. The models are the portal's, but
 * for a listener at each end event, which tells the test where an instance ended.
 */
final class ProcessHarness {

    private static final String ENDED = "test.ended";

    private static final class Shared {
        static final ProcessHarness HARNESS = new ProcessHarness();
    }

    /** Where an instance ended. */
    private record End(long processInstance, String processId, String element) {}

    /** A user task that waits. */
    record Task(
            long key,
            String element,
            String processKey,
            @Nullable Long form) {}

    private final MovedClock clock = new MovedClock();
    private final EmbeddedEngine engine;
    private final CamundaClient client;
    private final EngineMessages messages;
    private final JobKeeper keeper;
    private final Map<String, ScriptedWorker> workers = new ConcurrentHashMap<>();
    private final Map<String, Long> claims = new ConcurrentHashMap<>();
    private final List<End> ends = new CopyOnWriteArrayList<>();
    private final Map<Long, Task> tasks = new ConcurrentHashMap<>();

    private ProcessHarness() {
        try {
            var folder = Files.createTempDirectory("process-tests");
            engine = EmbeddedEngine.start(new EngineSettings(folder, 0, clock, Duration.ofHours(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = CamundaClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .grpcAddress(engine.grpcAddress())
                .preferRestOverGrpc(false)
                .numJobWorkerExecutionThreads(4)
                .build();
        messages = new EngineMessages(client);
        keeper = new JobKeeper(client, Duration.ofMinutes(10));
        deploy();
        worker(Jobs.CLAIM_PROCESS, call -> {
            var first = claims.putIfAbsent(
                    String.valueOf(call.input().processKey()), call.job().processInstanceKey());
            return Map.of(
                    Variables.CLAIMED, first == null || first == call.job().processInstanceKey());
        });
        client.newWorker()
                .jobType(ENDED)
                .handler((jobs, job) -> {
                    ends.add(new End(job.getProcessInstanceKey(), job.getBpmnProcessId(), job.getElementId()));
                    jobs.newCompleteCommand(job).send().join();
                })
                .streamEnabled(true)
                .open();
        client.newWorker()
                .jobType(Listeners.KEEP_TASK_INBOX)
                .handler(this::noteTask)
                .streamEnabled(true)
                .open();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            client.close();
            engine.close();
        }));
    }

    /** What the portal's own listener does, without a database. */
    private void noteTask(JobClient jobs, ActivatedJob job) {
        var task = job.getUserTask();
        switch (job.getListenerEventType()) {
            case CREATING ->
                tasks.put(
                        task.getUserTaskKey(),
                        new Task(
                                task.getUserTaskKey(),
                                job.getElementId(),
                                String.valueOf(job.getVariablesAsMap().get(Variables.PROCESS_KEY)),
                                task.getFormKey()));
            case COMPLETING, CANCELING -> tasks.remove(task.getUserTaskKey());
            default -> {} // nothing that a process test asks for
        }
        jobs.newCompleteCommand(job)
                .withResult(result -> result.forUserTask().deny(false))
                .send()
                .join();
    }

    /** Waits until the task of that element waits for somebody. */
    Task awaitTask(String processKey, String element) {
        return await().until(
                        () -> tasks.values().stream()
                                .filter(task -> task.processKey().equals(processKey)
                                        && task.element().equals(element))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The tasks that wait. */
    List<String> tasksOf(String processKey) {
        return tasks.values().stream()
                .filter(task -> task.processKey().equals(processKey))
                .map(Task::element)
                .toList();
    }

    /** Completes a task; it is repeated while its creating listener runs. */
    void complete(Task task, Map<String, ?> variables) {
        await().ignoreExceptions().until(() -> {
            engine.completeUserTask(task.key(), variables).get();
            return true;
        });
    }

    /** Somebody ends the instance from outside, in Operate for instance. */
    void cancel(String processKey) {
        client.newCancelInstanceCommand(instance(processKey).orElseThrow())
                .send()
                .join();
    }

    static ProcessHarness shared() {
        return Shared.HARNESS;
    }

    private void deploy() {
        var command = client.newDeployResourceCommand();
        var models = Models.onClassPath().resources().entrySet().stream().toList();
        var step = command.addResourceBytes(
                listening(models.getFirst().getKey(), models.getFirst().getValue()),
                models.getFirst().getKey());
        for (var model : models.subList(1, models.size())) {
            step = step.addResourceBytes(listening(model.getKey(), model.getValue()), model.getKey());
        }
        step.send().join();
    }

    private static byte[] listening(String name, byte[] resource) {
        if (!name.endsWith(".bpmn")) {
            return resource;
        }
        var model = Bpmn.readModelFromStream(new ByteArrayInputStream(resource));
        for (var end : model.getModelElementsByType(EndEvent.class)) {
            var listener = model.newInstance(ZeebeExecutionListener.class);
            listener.setEventType(ZeebeExecutionListenerEventType.start);
            listener.setType(ENDED);
            var extensions = model.newInstance(ExtensionElements.class);
            end.setExtensionElements(extensions);
            extensions.addExtensionElement(ZeebeExecutionListeners.class).addChildElement(listener);
        }
        return Bpmn.convertToString(model).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The worker of a job type, made anew for each test. */
    ScriptedWorker worker(String type, Function<ScriptedWorker.Call, Map<String, ?>> usual) {
        return workers.compute(type, (jobType, known) -> {
            if (known != null) {
                known.calls.clear();
                known.does(usual);
                return known;
            }
            var made = new ScriptedWorker(jobType, usual);
            var body = new WorkerBody<>(made);
            client.newWorker()
                    .jobType(jobType)
                    .handler(new JobRunner(body, keeper))
                    .fetchVariables(body.variables())
                    .timeout(Duration.ofHours(12))
                    .streamEnabled(true)
                    .open();
            return made;
        });
    }

    void start(String message, String processKey, Map<String, ?> variables) {
        var all = new java.util.HashMap<String, Object>(variables);
        all.put(Variables.PROCESS_KEY, processKey);
        publish(message, processKey, all);
    }

    void tell(String message, String key) {
        publish(message, key, Map.of());
    }

    private void publish(String message, String key, Map<String, ?> variables) {
        var outcome = messages.publish(
                        new Message(UUID.randomUUID(), message, key, ProcessVariables.write(variables), 0))
                .join();
        if (outcome != Outcome.PUBLISHED) {
            throw new IllegalStateException("The engine did not take " + message);
        }
    }

    /**
     * Moves time on, once the engine has noted what the workers did; what is due by then happens. A millisecond more,
     * because a job's pause is over only when its end lies behind.
     */
    void pass(Duration time) {
        awaitAnswered();
        clock.advance(time.plusMillis(1));
    }

    /** Waits until no job is at work: the engine answers when it has gone on to whatever it waits for next. */
    void awaitAnswered() {
        await().until(() -> keeper.kept().isEmpty());
    }

    /** Waits until the instance that claimed the key has ended, and returns the end events it came to. */
    List<String> endsOf(String processKey) {
        await().until(() -> instance(processKey)
                .filter(instance -> !engine.isActive(instance))
                .isPresent());
        return endsReached(instance(processKey).orElseThrow());
    }

    private Optional<Long> instance(String processKey) {
        return Optional.ofNullable(claims.get(processKey));
    }

    boolean runs(String processKey) {
        return instance(processKey).filter(engine::isActive).isPresent();
    }

    private List<String> endsReached(long instance) {
        return ends.stream()
                .filter(end -> end.processInstance() == instance)
                .map(End::element)
                .toList();
    }

    /** How often instances of any process ended there since the test began to count. */
    long ended(String element) {
        return ends.stream().filter(end -> end.element().equals(element)).count();
    }

    void awaitCalls(ScriptedWorker worker, int count) {
        await().until(() -> worker.calls.size() >= count);
    }

    List<OpenIncident> incidentsOf(String processKey) {
        return instance(processKey).stream()
                .flatMap(instance -> engine.openIncidents().stream()
                        .filter(incident -> incident.rootProcessInstanceKey() == instance))
                .toList();
    }

    OpenIncident awaitIncident(String processKey) {
        return await().until(() -> incidentsOf(processKey), found -> !found.isEmpty())
                .getFirst();
    }

    /** What an administrator's Retry does. */
    void retry(OpenIncident incident) {
        var job = incident.jobKey();
        if (job != null) {
            client.newUpdateRetriesCommand(job).retries(1).send().join();
        }
        client.newResolveIncidentCommand(incident.key()).send().join();
    }
}
