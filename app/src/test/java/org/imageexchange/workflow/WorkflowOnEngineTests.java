package org.imageexchange.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.imageexchange.MovedClock;
import org.imageexchange.processes.Jobs;
import org.imageexchange.workflow.Incidents.DelayChanged;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox, claims, workers and incidents as they work together on the real engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkflowOnEngineTests {

    private final MovedClock clock = new MovedClock();
    private RunningWorkflow portal;
    private String key;

    @BeforeAll
    void start(@TempDir Path data) {
        portal = RunningWorkflow.in(data, RunningWorkflow.newDatabase(), clock);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @BeforeEach
    void a_new_transfer() {
        key = UUID.randomUUID().toString();
        for (var type : List.of(Jobs.PREPARE_PACKAGE, Jobs.MAKE_AVAILABLE, Jobs.INVITE_RECIPIENT)) {
            portal.workers.of(type).calls.clear();
            portal.workers.of(type).does(call -> Map.of());
        }
        portal.bean(Announcements.class).delays.clear();
    }

    @Test
    void what_is_committed_with_a_change_is_done_by_the_workers() {
        portal.send(key);

        portal.awaitCalls(Jobs.INVITE_RECIPIENT, 1);
        var claim = portal.bean(Claims.class).find(key).orElseThrow();
        assertThat(claim.engine()).isEqualTo(portal.bean(ProcessEngine.class).identity());
        await().until(() -> !portal.bean(ProcessEngine.class).isActive(claim.processInstanceKey()));
    }

    @Test
    void a_message_that_the_engine_has_already_counts_as_published() {
        portal.send(key);
        portal.awaitCalls(Jobs.INVITE_RECIPIENT, 1);
        // as if the portal had died between publishing and noting it
        var row = portal.bean(JdbcClient.class)
                .sql("update process_outbox set published_at = null, engine = null where correlation_key = :key")
                .param("key", key)
                .update();
        assertThat(row).isEqualTo(1);

        await().until(() -> portal.bean(JdbcClient.class)
                        .sql(
                                "select count(*) from process_outbox where correlation_key = :key and published_at is not null")
                        .param("key", key)
                        .query(Integer.class)
                        .single()
                == 1);
        assertThat(portal.workers.of(Jobs.PREPARE_PACKAGE).calls).hasSize(1);
    }

    @Test
    void an_unchanged_set_of_models_does_not_go_up_again_and_a_changed_one_does() {
        assertThat(portal.bean(Deployer.class).deploy()).isFalse();

        var resources = new HashMap<>(Models.onClassPath().resources());
        var changed = new String(resources.get("mail-sign-in-link.bpmn"), UTF_8)
                .replace("Mails the way in", "Mails a way in");
        resources.put("mail-sign-in-link.bpmn", changed.getBytes(UTF_8));
        assertThat(deployer(Models.of(resources)).deploy()).isTrue();
        assertThat(deployer(Models.of(resources)).deploy()).isFalse();
        assertThat(deployer(Models.onClassPath()).deploy()).isTrue();
    }

    private Deployer deployer(Models models) {
        return new Deployer(
                portal.bean(CamundaClient.class),
                portal.bean(ProcessEngine.class),
                models,
                portal.bean(JdbcClient.class),
                portal.bean(TransactionTemplate.class),
                clock);
    }

    @Test
    void a_job_that_fails_for_good_is_seen_with_its_reason_until_a_retry_succeeds() {
        var prepare = portal.workers.of(Jobs.PREPARE_PACKAGE);
        prepare.does(call -> {
            throw new UncheckedIOException(new FileSystemException("objects", null, "No space left on device"));
        });
        portal.send(key);
        failForGood(prepare);

        var incidents = portal.bean(Incidents.class);
        var incident = await().until(
                        () -> incidents.open().stream()
                                .filter(open -> key.equals(open.processKey()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(incident.process()).isEqualTo("Deliver package");
        assertThat(incident.task()).isEqualTo("Prepare package");
        assertThat(incident.message()).isEqualTo("objects: No space left on device");
        assertThat(incident.since()).isEqualTo(clock.instant());
        assertThat(portal.bean(Announcements.class).delays).containsExactly(new DelayChanged(key, true));

        incidents.retry(incident.key()); // the disk is still full
        portal.awaitCalls(Jobs.PREPARE_PACKAGE, 5);
        var again = await().until(
                        () -> incidents.open().stream()
                                .filter(open -> key.equals(open.processKey()) && open.key() != incident.key())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        prepare.does(call -> Map.of());
        incidents.retry(again.key());
        portal.awaitCalls(Jobs.INVITE_RECIPIENT, 1);
        assertThat(incidents.open()).extracting(Incidents.Incident::processKey).doesNotContain(key);
        assertThat(portal.bean(Announcements.class).delays).last().isEqualTo(new DelayChanged(key, false));
        incidents.retry(again.key()); // gone meanwhile: no error
    }

    private void failForGood(ScriptedWorker worker) {
        for (var pause : List.of(5, 30, 120)) {
            var calls = Math.max(1, worker.calls.size());
            await().until(() -> worker.calls.size() >= calls);
            // the answer is on its way: time is moved until the next try has come
            await().until(() -> {
                clock.advance(Duration.ofSeconds(pause));
                return worker.calls.size() > calls;
            });
        }
    }

    @Test
    void a_job_is_not_given_away_while_somebody_works_on_it() {
        var working = new CountDownLatch(1);
        var prepare = portal.workers.of(Jobs.PREPARE_PACKAGE);
        prepare.does(call -> SendImagesProcessTests.awaiting(working));
        portal.send(key);
        portal.awaitCalls(Jobs.PREPARE_PACKAGE, 1);
        var keeper = new JobKeeper(portal.bean(CamundaClient.class), Duration.ofSeconds(60));

        try (var kept = keeper.keep(prepare.calls.getFirst().job().key())) {
            for (var i = 0; i < 4; i++) {
                clock.advance(Duration.ofSeconds(50));
                keeper.extend().join();
            }
        } finally {
            working.countDown();
            keeper.close();
        }

        portal.awaitCalls(Jobs.INVITE_RECIPIENT, 1);
        assertThat(prepare.calls).hasSize(1);
    }

    @Test
    void a_job_of_which_nothing_is_heard_is_given_to_another() {
        var silent = new CountDownLatch(1);
        var prepare = portal.workers.of(Jobs.PREPARE_PACKAGE);
        prepare.doesNext(call -> SendImagesProcessTests.awaiting(silent));
        portal.send(key);
        portal.awaitCalls(Jobs.PREPARE_PACKAGE, 1);

        clock.advance(Duration.ofSeconds(61));

        portal.awaitCalls(Jobs.PREPARE_PACKAGE, 2);
        portal.awaitCalls(Jobs.INVITE_RECIPIENT, 1);
        silent.countDown(); // its answer comes too late and changes nothing
        assertThat(portal.workers.of(Jobs.MAKE_AVAILABLE).calls).hasSize(1);
    }

    @Test
    void two_workers_for_one_kind_of_job_are_a_mistake() {
        var twice = List.<TaskWorker<?>>of(
                new ScriptedWorker("exchange.x", call -> Map.of()), new ScriptedWorker("exchange.x", call -> Map.of()));

        var registrar = new WorkerRegistrar(portal.bean(CamundaClient.class), twice, portal.bean(TaskListener.class));

        assertThatThrownBy(registrar::open).hasMessageStartingWith("Two workers for exchange.x");
    }
}
