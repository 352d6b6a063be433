package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.imageexchange.engine.TestEngine.process;

import io.camunda.client.api.response.ActivateJobsResponse;
import io.camunda.client.api.worker.JobWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How jobs find their workers. */
class JobHandOverTests {

    @TempDir
    Path folder;

    private TestEngine zeebe;

    @BeforeEach
    void start() {
        zeebe = TestEngine.in(folder)
                .deploy(process(
                        "p",
                        start -> start.serviceTask("work", task -> task.zeebeJobType("work"))
                                .endEvent()));
    }

    @AfterEach
    void stop() {
        zeebe.close();
    }

    @Test
    void a_poll_that_waits_gets_the_job_as_soon_as_it_is_there() {
        var poll = poll(TestEngine.PATIENCE);

        zeebe.start("p");

        assertThat(poll.toCompletableFuture().join().getJobs()).hasSize(1);
    }

    @Test
    void of_several_polls_that_wait_each_gets_a_job_in_the_end() {
        var polls = new ArrayList<CompletionStage<ActivateJobsResponse>>();
        for (int i = 0; i < 5; i++) {
            polls.add(poll(TestEngine.PATIENCE));
        }

        for (int i = 0; i < 5; i++) {
            zeebe.start("p");
        }

        assertThat(polls)
                .allSatisfy(poll ->
                        assertThat(poll.toCompletableFuture().join().getJobs()).hasSize(1));
    }

    @Test
    void a_poll_ends_without_a_job_when_its_time_is_up() {
        assertThat(poll(Duration.ofMillis(300)).toCompletableFuture().join().getJobs())
                .isEmpty();
    }

    @Test
    void a_poll_that_will_not_wait_is_answered_at_once() {
        assertThat(poll(Duration.ofMillis(-1)).toCompletableFuture().join().getJobs())
                .isEmpty();
    }

    @Test
    void a_poll_whose_client_has_gone_takes_no_job_away() {
        var gone = poll(TestEngine.PATIENCE);
        var other = zeebe.client;
        assertThat(gone.toCompletableFuture()).isNotDone();
        gone.toCompletableFuture().cancel(true);

        zeebe.start("p");

        assertThat(other.newActivateJobsCommand()
                        .jobType("work")
                        .maxJobsToActivate(1)
                        .requestTimeout(TestEngine.PATIENCE)
                        .send()
                        .join()
                        .getJobs())
                .hasSize(1);
    }

    @Test
    void waiting_polls_write_nothing() {
        poll(TestEngine.PATIENCE);
        poll(TestEngine.PATIENCE);
        zeebe.start("p");
        await().atMost(TestEngine.PATIENCE).until(() -> !zeebe.hasJob("work"));
        var quiet = zeebe.engine.logSize();

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(4))
                .until(() -> zeebe.engine.logSize() == quiet);
    }

    @Test
    void a_job_is_pushed_to_an_open_stream_with_the_variables_it_asked_for() {
        var received = new CopyOnWriteArrayList<Map<String, Object>>();
        try (var worker = streamingWorker(received)) {
            zeebe.start("p", Map.of("wanted", 1, "other", 2));

            await().atMost(TestEngine.PATIENCE).until(() -> !received.isEmpty());
            assertThat(received).containsExactly(Map.of("wanted", 1));
            assertThat(worker.isOpen()).isTrue();
        }
    }

    @Test
    void jobs_go_to_others_when_a_stream_has_gone() {
        var received = new CopyOnWriteArrayList<Map<String, Object>>();
        var worker = streamingWorker(received);
        zeebe.start("p");
        await().atMost(TestEngine.PATIENCE).until(() -> received.size() == 1);
        worker.close();

        var instances = List.of(zeebe.start("p"), zeebe.start("p"), zeebe.start("p"));

        // a poll of the worker may still have been under way, and take one
        await().atMost(TestEngine.PATIENCE).until(() -> {
            zeebe.completeWhatThereIs("work");
            return instances.stream().noneMatch(zeebe.engine::isActive);
        });
    }

    @Test
    void a_job_whose_worker_is_silent_comes_again_when_its_time_is_up() {
        zeebe.start("p");
        var job = zeebe.job("work", Duration.ofMillis(500));

        assertThat(zeebe.job("work").getKey()).isEqualTo(job.getKey());
    }

    @Test
    void the_time_of_a_job_can_be_extended() {
        zeebe.start("p");
        var job = zeebe.job("work", Duration.ofSeconds(1));

        zeebe.client
                .newUpdateTimeoutCommand(job)
                .timeout(Duration.ofHours(1))
                .send()
                .join();

        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> !zeebe.hasJob("work"));
    }

    private CompletionStage<ActivateJobsResponse> poll(Duration patience) {
        return zeebe.client
                .newActivateJobsCommand()
                .jobType("work")
                .maxJobsToActivate(1)
                .timeout(Duration.ofMinutes(5))
                .requestTimeout(patience)
                .send();
    }

    private JobWorker streamingWorker(List<Map<String, Object>> received) {
        return zeebe.client
                .newWorker()
                .jobType("work")
                .handler((client, job) -> {
                    received.add(job.getVariablesAsMap());
                    client.newCompleteCommand(job).send().join();
                })
                .fetchVariables("wanted")
                .timeout(Duration.ofSeconds(2))
                .streamEnabled(true)
                .open();
    }
}
