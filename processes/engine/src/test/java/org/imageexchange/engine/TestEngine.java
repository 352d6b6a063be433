package org.imageexchange.engine;

import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.StartEventBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A running engine with a client that is connected to it. */
final class TestEngine implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    final EmbeddedEngine engine;
    final CamundaClient client;

    private TestEngine(EmbeddedEngine engine) {
        this.engine = engine;
        this.client = CamundaClient.newClientBuilder()
                .grpcAddress(engine.grpcAddress())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(PATIENCE)
                .build();
    }

    static TestEngine in(Path folder) {
        return in(folder, InstantSource.system());
    }

    static TestEngine in(Path folder, InstantSource clock) {
        return in(folder, clock, Tuning.STANDARD);
    }

    static TestEngine in(Path folder, InstantSource clock, Tuning tuning) {
        return new TestEngine(EmbeddedEngine.start(settings(folder, clock), tuning));
    }

    static EngineSettings settings(Path folder, InstantSource clock) {
        return new EngineSettings(folder, 0, clock, Duration.ofHours(1));
    }

    /** A process that runs as the given builder draws it. */
    static BpmnModelInstance process(String id, Consumer<StartEventBuilder> drawing) {
        var start = Bpmn.createExecutableProcess(id).startEvent("start");
        drawing.accept(start);
        return start.done();
    }

    TestEngine deploy(BpmnModelInstance... models) {
        var deployment = client.newDeployResourceCommand().addProcessModel(models[0], name(models[0]));
        for (int i = 1; i < models.length; i++) {
            deployment = deployment.addProcessModel(models[i], name(models[i]));
        }
        deployment.send().join();
        return this;
    }

    private static String name(BpmnModelInstance model) {
        return model.getDefinitions().getRootElements().iterator().next().getAttributeValue("id") + ".bpmn";
    }

    long start(String process) {
        return start(process, Map.of());
    }

    long start(String process, Map<String, ?> variables) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .variables(variables)
                .send()
                .join()
                .getProcessInstanceKey();
    }

    void publish(String message, String key) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(key)
                .timeToLive(Duration.ofHours(1))
                .send()
                .join();
    }

    /** The next job of a type, as soon as there is one. */
    ActivatedJob job(String type) {
        return job(type, Duration.ofMinutes(10));
    }

    ActivatedJob job(String type, Duration timeout) {
        var jobs = jobs(type, timeout, PATIENCE);
        if (jobs.isEmpty()) {
            throw new AssertionError("No job " + type + " came within " + PATIENCE);
        }
        return jobs.getFirst();
    }

    /** Whether there is a job of this type now. */
    boolean hasJob(String type) {
        return !jobs(type, Duration.ofMinutes(10), Duration.ofMillis(-1)).isEmpty();
    }

    private List<ActivatedJob> jobs(String type, Duration timeout, Duration patience) {
        return client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .timeout(timeout)
                .requestTimeout(patience)
                .send()
                .join()
                .getJobs();
    }

    ActivatedJob complete(String type) {
        return complete(type, Map.of());
    }

    ActivatedJob complete(String type, Map<String, ?> variables) {
        var job = job(type);
        client.newCompleteCommand(job).variables(variables).send().join();
        return job;
    }

    void completeWhatThereIs(String type) {
        jobs(type, Duration.ofMinutes(10), Duration.ofMillis(-1))
                .forEach(job -> client.newCompleteCommand(job).send().join());
    }

    void awaitEnd(long processInstanceKey) {
        await().atMost(PATIENCE).until(() -> !engine.isActive(processInstanceKey));
    }

    OpenIncident awaitIncident(long processInstanceKey) {
        return await().atMost(PATIENCE)
                .until(
                        () -> engine.openIncidents().stream()
                                .filter(incident -> incident.processInstanceKey() == processInstanceKey)
                                .toList(),
                        incidents -> !incidents.isEmpty())
                .getFirst();
    }

    /** Copies what an engine keeps; its working state it makes anew at each start. */
    static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.filter(path -> !path.startsWith(from.resolve("state")))
                    .filter(path -> !path.equals(from))
                    .toList()) {
                Files.createDirectories(to);
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    @Override
    public void close() {
        client.close();
        engine.close();
    }
}
