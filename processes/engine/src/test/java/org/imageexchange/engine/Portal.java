package org.imageexchange.engine;

import static org.imageexchange.engine.TestEngine.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * An application around an engine, made to be killed at any moment: it starts instances without end and writes down what
 * it asked for, what was acknowledged, and what was done.
 *
 * <p>Each instance meets every way to wait: a job, a timer, a message, a user task with a listener.
 */
final class Portal implements AutoCloseable {

    static final String READY = "READY";
    static final String ACKNOWLEDGED = "ACKNOWLEDGED ";

    private static final Tuning SMALL = new Tuning(256 << 10, 1L << 30, 1 << 20, 16 << 20, Duration.ofSeconds(1));

    private final Path folder;
    private final EmbeddedEngine engine;
    private final CamundaClient client;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Set<Long> openTasks = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService person = Executors.newSingleThreadScheduledExecutor();

    /** A line of one of the files; what a kill has left unfinished is no line. */
    record Entry(String id, long key) {

        private static boolean isWhole(String line) {
            return line.endsWith(".");
        }

        private static Entry parse(String line) {
            var words = line.split(" ");
            return new Entry(words[0], Long.parseLong(words[1]));
        }
    }

    private Portal(Path folder) {
        this.folder = folder;
        var settings = new EngineSettings(folder.resolve("engine"), 0, InstantSource.system(), Duration.ofMillis(1500));
        engine = EmbeddedEngine.start(settings, SMALL);
        client = CamundaClient.newClientBuilder()
                .grpcAddress(engine.grpcAddress())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(Duration.ofSeconds(20))
                .numJobWorkerExecutionThreads(4)
                .build();
    }

    static Portal open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var portal = new Portal(folder);
        if (portal.entries("deployed").isEmpty()) {
            portal.client
                    .newDeployResourceCommand()
                    .addProcessModel(everyWayToWait(), "every-way-to-wait.bpmn")
                    .send()
                    .join();
            portal.write("deployed", "deployed", 1);
        }
        portal.work();
        return portal;
    }

    private static BpmnModelInstance everyWayToWait() {
        return process(
                "every-way-to-wait",
                start -> start.serviceTask("first", task -> task.zeebeJobType("first"))
                        .intermediateCatchEvent("timer", event -> event.timerWithDuration("PT1S"))
                        .intermediateCatchEvent(
                                "message",
                                event -> event.message(
                                        message -> message.name("go").zeebeCorrelationKeyExpression("id")))
                        .userTask(
                                "task",
                                task -> task.zeebeUserTask()
                                        .zeebeTaskListener(
                                                listener -> listener.eventType(ZeebeTaskListenerEventType.creating)
                                                        .type("creating")))
                        .serviceTask("last", task -> task.zeebeJobType("last"))
                        .endEvent());
    }

    private void work() throws IOException {
        entries("tasks-open").forEach(entry -> openTasks.add(entry.key()));
        entries("tasks-done").forEach(entry -> openTasks.remove(entry.key()));
        worker("first", true, job -> {
            var id = idOf(job);
            publish(id);
            write("first", id, job.getProcessInstanceKey());
        });
        worker("creating", true, job -> {
            var task = job.getUserTask().getUserTaskKey();
            write("tasks-open", "task", task);
            openTasks.add(task);
        });
        worker("last", false, job -> write("last", idOf(job), job.getProcessInstanceKey()));
        person.scheduleWithFixedDelay(() -> openTasks.forEach(this::completeTask), 0, 20, TimeUnit.MILLISECONDS);
    }

    private static String idOf(ActivatedJob job) {
        return String.valueOf(job.getVariablesAsMap().get("id"));
    }

    private interface Work {
        void on(ActivatedJob job);
    }

    private void worker(String type, boolean streams, Work work) {
        client.newWorker()
                .jobType(type)
                .handler((jobs, job) -> {
                    work.on(job);
                    jobs.newCompleteCommand(job).send().join();
                })
                .streamEnabled(streams)
                .timeout(Duration.ofMinutes(10))
                .open();
    }

    private void publish(String id) {
        try {
            client.newPublishMessageCommand()
                    .messageName("go")
                    .correlationKey(id)
                    .messageId(id)
                    .timeToLive(Duration.ofHours(1))
                    .send()
                    .join();
        } catch (ClientException e) {
            if (!String.valueOf(e.getMessage()).contains("ALREADY_EXISTS")) {
                throw e;
            }
        }
    }

    private void completeTask(long key) {
        try {
            engine.completeUserTask(key, Map.of("done", true)).get(20, TimeUnit.SECONDS);
            taskIsDone(key);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EngineRejection rejection
                    && rejection.type().equals("NOT_FOUND")) {
                taskIsDone(key);
            } // else it is still being created, and tried again
        } catch (InterruptedException | TimeoutException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void taskIsDone(long key) {
        write("tasks-done", "task", key);
        openTasks.remove(key);
    }

    /** Starts instances until the process is killed. */
    private void startInstances(String prefix) {
        for (int i = 0; ; i++) {
            var id = prefix + "-" + i;
            write("asked", id, 0);
            var key = client.newCreateInstanceCommand()
                    .bpmnProcessId("every-way-to-wait")
                    .latestVersion()
                    .variables(Map.of("id", id))
                    .send()
                    .join()
                    .getProcessInstanceKey();
            write("acknowledged", id, key);
            say(ACKNOWLEDGED + acknowledged.incrementAndGet());
        }
    }

    private static void say(String line) {
        try {
            System.out.write((line + System.lineSeparator()).getBytes());
            System.out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void write(String file, String id, long key) {
        try {
            Files.writeString(
                    folder.resolve(file),
                    "%s %d .\n".formatted(id, key),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Entry> entries(String file) throws IOException {
        return entries(folder, file);
    }

    static List<Entry> entries(Path folder, String file) throws IOException {
        var path = folder.resolve(file);
        return Files.exists(path)
                ? Files.readAllLines(path).stream()
                        .filter(Entry::isWhole)
                        .map(Entry::parse)
                        .toList()
                : List.of();
    }

    /** By the id of each instance that came to its last job, the keys of the instances that did so under this id. */
    Map<String, Set<Long>> finished() throws IOException {
        return entries("last").stream()
                .collect(Collectors.groupingBy(Entry::id, Collectors.mapping(Entry::key, Collectors.toSet())));
    }

    boolean isActive(long instance) {
        return engine.isActive(instance);
    }

    List<OpenIncident> incidents() {
        return engine.openIncidents();
    }

    @Override
    public void close() {
        person.shutdownNow();
        client.close();
        engine.close();
    }

    public static void main(String[] arguments) throws IOException {
        var portal = Portal.open(Path.of(arguments[0]));
        for (int i = 0; i < 3; i++) {
            var prefix = arguments[1] + "-" + i;
            Thread.ofPlatform().start(() -> portal.startInstances(prefix));
        }
        say(READY);
    }
}
