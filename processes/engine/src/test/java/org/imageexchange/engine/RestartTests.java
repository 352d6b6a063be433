package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.imageexchange.engine.TestEngine.process;

import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine knew before it was closed, or before it crashed, it knows afterwards. */
class RestartTests {

    private static final Tuning SMALL_SEGMENTS =
            new Tuning(16 << 10, 1L << 30, Tuning.STANDARD.reserve(), 16 << 20, Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private final StandingClock clock = new StandingClock();
    private TestEngine zeebe;

    @BeforeEach
    void start() {
        zeebe = open().deploy(work(), timer(), message(), task());
    }

    @AfterEach
    void stop() {
        zeebe.close();
    }

    @Test
    void the_identity_stays() {
        var identity = zeebe.engine.identity();

        restart();

        assertThat(zeebe.engine.identity()).isEqualTo(identity);
    }

    @Test
    void a_job_that_a_worker_held_is_given_back_at_once() {
        var instance = zeebe.start("work");
        var held = zeebe.job("work", Duration.ofDays(1));

        restart();

        var again = zeebe.complete("work");
        assertThat(again.getKey()).isEqualTo(held.getKey());
        assertThat(again.getRetries()).isEqualTo(held.getRetries());
        zeebe.awaitEnd(instance);
    }

    @Test
    void a_job_that_a_worker_of_the_last_run_asked_for_at_its_very_end_is_not_given_to_nobody() throws Exception {
        var instance = zeebe.start("work");
        zeebe.close();
        leaveUnprocessed(300, "other"); // so that there is something to do before
        leaveUnprocessed(1, "work");

        zeebe = open();

        zeebe.complete("work");
        zeebe.awaitEnd(instance);
    }

    /** What is in the log when the process dies before the engine has come to it: workers' requests for jobs. */
    private void leaveUnprocessed(int requests, String type) throws IOException {
        var space = DiskSpace.of(folder, 0);
        try (var log = FileLogStorage.open(folder.resolve("log"), SMALL_SEGMENTS.segmentSize(), space, 0);
                var stream = LogStream.builder()
                        .withPartitionId(CommandLog.PARTITION)
                        .withLogStorage(log)
                        .withClock(clock)
                        .withMeterRegistry(Processing.noMeters())
                        .build()) {
            var commands = new CommandLog(stream.newLogStreamWriter(), new Requests());
            for (int i = 0; i < requests; i++) {
                var batch = new JobBatchRecord()
                        .setType(type)
                        .setWorker("gone")
                        .setTimeout(Duration.ofDays(1).toMillis())
                        .setMaxJobsToActivate(1);
                commands.send(-1, JobBatchIntent.ACTIVATE, ValueType.JOB_BATCH, batch);
            }
        }
    }

    @Test
    void a_waiting_timer_fires_in_its_time() {
        zeebe.start("timer");

        restart();

        assertThat(zeebe.hasJob("after-timer")).isFalse();
        clock.move(Duration.ofMinutes(10));
        zeebe.complete("after-timer");
    }

    @Test
    void a_waiting_catch_gets_its_message() {
        zeebe.start("message", Map.of("order", "1"));

        restart();

        zeebe.publish("paid", "1");
        zeebe.complete("after-message");
    }

    @Test
    void a_buffered_message_is_still_there() {
        zeebe.publish("paid", "2");

        restart();

        zeebe.start("message", Map.of("order", "2"));
        zeebe.complete("after-message");
    }

    @Test
    void a_user_task_can_be_completed() throws Exception {
        var instance = zeebe.start("task");
        var task = zeebe.complete("creating").getUserTask().getUserTaskKey();
        awaitCreated(task);

        restart();

        zeebe.engine.completeUserTask(task, Map.of()).get(30, TimeUnit.SECONDS);
        zeebe.awaitEnd(instance);
    }

    @Test
    void an_incident_is_still_open_and_can_be_resolved() {
        var instance = zeebe.start("work");
        var job = zeebe.job("work");
        zeebe.client.newFailCommand(job).retries(0).errorMessage("no").send().join();
        var incident = zeebe.awaitIncident(instance);

        restart();

        assertThat(zeebe.engine.openIncidents()).containsExactly(incident);
        zeebe.client.newUpdateRetriesCommand(job).retries(1).send().join();
        zeebe.client.newResolveIncidentCommand(incident.key()).send().join();
        zeebe.complete("work");
        zeebe.awaitEnd(instance);
    }

    @Test
    void an_answer_to_somebody_before_the_restart_disturbs_nobody() {
        var unused = zeebe.client
                .newCreateInstanceCommand()
                .bpmnProcessId("work")
                .latestVersion()
                .withResult()
                .send();
        var instance = zeebe.job("work").getProcessInstanceKey();

        restart();

        zeebe.complete("work");
        zeebe.awaitEnd(instance);
        assertThat(zeebe.engine.isActive(zeebe.start("work"))).isTrue();
    }

    @Test
    void after_a_crash_the_log_behind_the_snapshot_is_replayed() throws Exception {
        var before = zeebe.start("work");
        zeebe.engine.snapshot();
        var after = zeebe.start("work");
        zeebe.start("message", Map.of("order", "3"));

        zeebe.close();
        zeebe = openCopyOfTheRunningFolder(() -> {
            zeebe = open();
            return zeebe.start("timer");
        });

        assertThat(zeebe.engine.isActive(before)).isTrue();
        assertThat(zeebe.engine.isActive(after)).isTrue();
        zeebe.publish("paid", "3");
        zeebe.complete("after-message");
        clock.move(Duration.ofMinutes(10));
        zeebe.complete("after-timer");
    }

    @Test
    void after_a_crash_without_any_snapshot_the_whole_log_is_replayed() throws Exception {
        zeebe.close();
        folder = folder.resolve("fresh");

        zeebe = openCopyOfTheRunningFolder(() -> {
            zeebe = open().deploy(work());
            return zeebe.start("work");
        });

        zeebe.complete("work");
    }

    @Test
    void a_snapshot_cuts_the_log() {
        for (int i = 0; i < 60; i++) {
            zeebe.start("work");
            zeebe.complete("work");
        }
        var before = zeebe.engine.logSize();

        zeebe.engine.snapshot();

        assertThat(zeebe.engine.logSize()).isLessThan(before / 3);
        restart();
        var instance = zeebe.start("work");
        zeebe.complete("work");
        zeebe.awaitEnd(instance);
    }

    @Test
    void a_snapshot_is_kept_when_nothing_happened_since() throws Exception {
        zeebe.start("work");
        zeebe.engine.snapshot();
        var snapshots = snapshots();

        zeebe.engine.snapshot();
        restart();
        restart();

        assertThat(snapshots()).hasSize(1);
        assertThat(snapshots.toString()).isNotEmpty();
    }

    @Test
    void snapshots_are_taken_on_schedule() {
        zeebe.close();
        var settings = new EngineSettings(folder.resolve("scheduled"), 0, clock, Duration.ofMillis(200));

        try (var engine = EmbeddedEngine.start(settings)) {
            await().atMost(TestEngine.PATIENCE)
                    .until(() -> Files.list(folder.resolve("scheduled/snapshots"))
                            .anyMatch(path -> Files.exists(path.resolve(Snapshot.CONTENTS))));
            assertThat(engine.openIncidents()).isEmpty();
        }
    }

    @Test
    void a_closed_engine_says_so() {
        zeebe.engine.close();

        assertThatThrownBy(() -> zeebe.engine.openIncidents())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> zeebe.engine.isActive(1)).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> zeebe.engine.snapshot()).isInstanceOf(EngineException.class);
        assertThat(zeebe.engine.completeUserTask(1, Map.of())).isCompletedExceptionally();
        zeebe.engine.close();
    }

    @Test
    void an_interrupted_thread_can_start_use_and_close_the_engine() {
        zeebe.close();

        Thread.currentThread().interrupt();
        zeebe = open();
        Thread.currentThread().interrupt();
        zeebe.engine.snapshot();
        Thread.currentThread().interrupt();
        zeebe.engine.close();

        assertThat(Thread.interrupted()).isTrue();
        zeebe.close();
        zeebe = open();
        assertThat(zeebe.engine.isActive(zeebe.start("work"))).isTrue();
    }

    private TestEngine open() {
        return TestEngine.in(folder, clock, SMALL_SEGMENTS);
    }

    private void restart() {
        zeebe.close();
        zeebe = open();
    }

    private interface Step {
        long run() throws Exception;
    }

    /** A crash leaves the folder as it was at some moment, and that is what a copy of it shows. */
    private TestEngine openCopyOfTheRunningFolder(Step step) throws Exception {
        step.run();
        var copy = folder.resolveSibling(folder.getFileName() + "-crashed");
        TestEngine.copy(folder, copy);
        zeebe.close();
        folder = copy;
        return open();
    }

    private List<Path> snapshots() throws IOException {
        return Folders.children(folder.resolve("snapshots"));
    }

    private void awaitCreated(long task) {
        // assigning is refused until the task has been created
        await().atMost(TestEngine.PATIENCE).ignoreExceptions().until(() -> {
            zeebe.engine.assignUserTask(task, "otto").get(10, TimeUnit.SECONDS);
            return true;
        });
    }

    private static BpmnModelInstance work() {
        return process(
                "work",
                start -> start.serviceTask("do", task -> task.zeebeJobType("work"))
                        .endEvent());
    }

    private static BpmnModelInstance timer() {
        return process(
                "timer",
                start -> start.intermediateCatchEvent("wait", event -> event.timerWithDuration("PT10M"))
                        .serviceTask("then", task -> task.zeebeJobType("after-timer"))
                        .endEvent());
    }

    private static BpmnModelInstance message() {
        return process(
                "message",
                start -> start.intermediateCatchEvent(
                                "wait",
                                event ->
                                        event.message(paid -> paid.name("paid").zeebeCorrelationKeyExpression("order")))
                        .serviceTask("then", task -> task.zeebeJobType("after-message"))
                        .endEvent());
    }

    private static BpmnModelInstance task() {
        return process(
                "task",
                start -> start.userTask(
                                "look",
                                task -> task.zeebeUserTask()
                                        .zeebeTaskListener(
                                                listener -> listener.eventType(ZeebeTaskListenerEventType.creating)
                                                        .type("creating")))
                        .endEvent());
    }
}
