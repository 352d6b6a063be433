package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.imageexchange.MovedClock;
import org.imageexchange.TestPostgres.Database;
import org.imageexchange.processes.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A portal that starts again: over the engine it knows, over an emptied one, and after somebody cancelled. */
@Timeout(180)
class LostEngineTests {

    @TempDir
    Path data;

    private final MovedClock clock = new MovedClock();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Database database = RunningWorkflow.newDatabase();

    @Test
    void a_restart_goes_on_where_the_portal_was_stopped_and_deploys_nothing() {
        var before = RunningWorkflow.in(data, database, clock);
        waitsForItsPackage(before, "a");
        stopWithWorkAtHand(before);

        try (var after = RunningWorkflow.in(data, database, clock)) {
            after.rows.keys.add("a");
            after.awaitCalls(Jobs.INVITE_RECIPIENT, 1);
            awaitTheEnd(after, "a");
            assertThat(after.bean(Deployer.class).deploy()).isFalse();
            assertThat(after.workers.of(Jobs.PREPARE_PACKAGE).calls).hasSize(1);
            assertThat(after.bean(IncidentSync.class).open()).isEmpty();
            assertThat(after.workers.of(Jobs.INVITE_RECIPIENT).calls).hasSize(1);
        }
    }

    @Test
    void an_emptied_engine_folder_brings_every_open_process_back_exactly_once() throws Exception {
        var before = RunningWorkflow.in(data, database, clock);
        waitsForItsPackage(before, "a");
        waitsForItsPackage(before, "b");
        stopWithWorkAtHand(before);
        FileSystemUtils.deleteRecursively(data.resolve("engine"));

        try (var after = RunningWorkflow.in(data, database, clock)) {
            after.rows.keys.add("a");
            after.rows.keys.add("b");
            // the passes of the reconciler are five seconds of the wall apart; its grace is of the portal's clock
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                clock.advance(Duration.ofSeconds(1));
                return after.workers.of(Jobs.INVITE_RECIPIENT).calls.size() == 2;
            });
            awaitTheEnd(after, "a");
            awaitTheEnd(after, "b");
            clock.advance(Reconciler.GRACE);
            after.bean(Reconciler.class).pass();
            clock.advance(Reconciler.GRACE);
            assertThat(after.bean(Reconciler.class).pass()).isZero();
            assertThat(after.workers.of(Jobs.PREPARE_PACKAGE).calls)
                    .extracting(call -> call.input().transferId())
                    .containsExactlyInAnyOrder("of a", "of b");
        }
    }

    @Test
    void an_instance_that_somebody_cancels_is_started_again_once() {
        try (var portal = RunningWorkflow.in(data, database, clock)) {
            waitsForItsPackage(portal, "a");
            var instance = portal.bean(Claims.class).find("a").orElseThrow().processInstanceKey();
            portal.workers.of(Jobs.PREPARE_PACKAGE).does(call -> Map.of());

            portal.bean(CamundaClient.class)
                    .newCancelInstanceCommand(instance)
                    .send()
                    .join();

            await().atMost(Duration.ofSeconds(60)).until(() -> {
                clock.advance(Duration.ofSeconds(1));
                return portal.workers.of(Jobs.INVITE_RECIPIENT).calls.size() == 1;
            });
            stopping.countDown();
            awaitTheEnd(portal, "a");
            assertThat(portal.bean(Claims.class).find("a").orElseThrow().processInstanceKey())
                    .isNotEqualTo(instance);
        }
    }

    /** What is at work fails because the portal stops: that costs no try. */
    private void stopWithWorkAtHand(RunningWorkflow portal) {
        var stopped = CompletableFuture.runAsync(portal::close, Thread::startVirtualThread);
        await().until(portal.bean(WorkerRegistrar.class)::isClosing);
        stopping.countDown();
        stopped.join();
    }

    /** A process whose first task is at work until the portal stops. */
    private void waitsForItsPackage(RunningWorkflow portal, String key) {
        var prepare = portal.workers.of(Jobs.PREPARE_PACKAGE);
        var calls = prepare.calls.size();
        prepare.does(call -> {
            SendImagesProcessTests.awaiting(stopping);
            throw new IllegalStateException("The database is gone");
        });
        portal.rows.keys.add(key);
        portal.send(key);
        portal.awaitCalls(Jobs.PREPARE_PACKAGE, calls + 1);
    }

    private static void awaitTheEnd(RunningWorkflow portal, String key) {
        await().until(() -> portal.bean(Claims.class)
                .find(key)
                .filter(claim -> !portal.bean(ProcessEngine.class).isActive(claim.processInstanceKey()))
                .isPresent());
        portal.rows.keys.remove(key);
    }
}
