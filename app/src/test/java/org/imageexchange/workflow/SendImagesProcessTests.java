package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.imageexchange.processes.Errors;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.junit.jupiter.api.Test;

/** The paths of {@code send-images} and {@code deliver-package}. */
class SendImagesProcessTests {

    private final ProcessHarness harness = ProcessHarness.shared();
    private final ScriptedWorker prepare = harness.worker(Jobs.PREPARE_PACKAGE, call -> Map.of());
    private final ScriptedWorker makeAvailable = harness.worker(Jobs.MAKE_AVAILABLE, call -> Map.of());
    private final ScriptedWorker invite = harness.worker(Jobs.INVITE_RECIPIENT, call -> Map.of());
    private final ScriptedWorker refuse = harness.worker(Jobs.RECORD_NOT_DELIVERABLE, call -> Map.of());

    private final String transfer = UUID.randomUUID().toString();
    private final String key = transfer + ":1";

    @Test
    void images_are_prepared_made_available_and_announced() {
        send();

        assertThat(harness.endsOf(key)).containsExactly("event_ImagesSent");
        assertThat(prepare.calls)
                .extracting(
                        call -> call.input().transferId(), call -> call.input().delivery())
                .containsExactly(tuple(transfer, 1));
        assertThat(makeAvailable.calls).hasSize(1);
        assertThat(invite.calls).hasSize(1);
        assertThat(refuse.calls).isEmpty();
    }

    @Test
    void a_delivery_knows_only_its_transfer_and_its_number() {
        send();

        harness.endsOf(key);
        assertThat(prepare.calls.getFirst().input().processKey()).isNull();
    }

    @Test
    void a_start_message_that_comes_twice_sends_once() {
        var before = harness.ended("event_AlreadyStarted");
        var working = new CountDownLatch(1);
        prepare.doesNext(call -> awaiting(working));
        send();
        harness.awaitCalls(prepare, 1);
        send();
        working.countDown();

        assertThat(harness.endsOf(key)).containsExactly("event_ImagesSent");
        await().until(() -> harness.ended("event_AlreadyStarted") == before + 1);
        send();
        await().until(() -> harness.ended("event_AlreadyStarted") == before + 2);
        assertThat(invite.calls).hasSize(1);
    }

    @Test
    void nothing_to_deliver_is_a_business_end() {
        prepare.doesNext(call -> {
            throw new BpmnError(Errors.NOT_DELIVERABLE, "NO_IMAGES");
        });

        send();

        assertThat(harness.endsOf(key)).containsExactly("event_NotDeliverable");
        assertThat(refuse.calls)
                .extracting(
                        call -> call.input().transferId(),
                        call -> call.input().delivery(),
                        call -> call.input().reason())
                .containsExactly(tuple(transfer, 1, "NO_IMAGES"));
        assertThat(makeAvailable.calls).isEmpty();
        assertThat(harness.incidentsOf(key)).isEmpty();
    }

    @Test
    void nobody_to_invite_is_a_business_end_too() {
        invite.doesNext(call -> {
            throw new BpmnError(Errors.NOT_DELIVERABLE, "NO_CHANNEL");
        });

        send();

        assertThat(harness.endsOf(key)).containsExactly("event_NotDeliverable");
        assertThat(refuse.calls).extracting(call -> call.input().reason()).containsExactly("NO_CHANNEL");
    }

    @Test
    void a_delivery_that_is_stopped_goes_no_further() {
        var working = new CountDownLatch(1);
        prepare.doesNext(call -> awaiting(working));
        send();
        harness.awaitCalls(prepare, 1);

        harness.tell(Messages.DELIVERY_STOPPED, key);

        assertThat(harness.endsOf(key)).containsExactly("event_DeliveryStopped");
        working.countDown();
        assertThat(makeAvailable.calls).isEmpty();
    }

    @Test
    void a_stop_that_comes_before_the_delivery_waits_for_it() {
        harness.tell(Messages.DELIVERY_STOPPED, key);

        send();

        assertThat(harness.endsOf(key)).containsExactly("event_DeliveryStopped");
        assertThat(invite.calls).isEmpty();
    }

    @Test
    void a_stop_concerns_only_its_own_delivery() {
        var working = new CountDownLatch(1);
        prepare.doesNext(call -> awaiting(working));
        send();
        harness.awaitCalls(prepare, 1);

        harness.tell(Messages.DELIVERY_STOPPED, transfer + ":2");
        working.countDown();

        assertThat(harness.endsOf(key)).containsExactly("event_ImagesSent");
    }

    @Test
    void a_mail_server_that_is_away_for_a_while_is_asked_again_and_again() {
        for (var i = 0; i < 3; i++) {
            invite.doesNext(call -> {
                throw new UncheckedIOException(new IOException("Connection refused"));
            });
        }

        send();
        harness.awaitCalls(invite, 1);
        harness.pass(Duration.ofSeconds(5));
        harness.awaitCalls(invite, 2);
        harness.pass(Duration.ofSeconds(15));
        harness.awaitCalls(invite, 3);
        harness.pass(Duration.ofSeconds(30));

        assertThat(harness.endsOf(key)).containsExactly("event_ImagesSent");
        assertThat(invite.calls).extracting(call -> call.job().lastTry()).containsOnly(false);
        assertThat(prepare.calls).as("what was done is not done again").hasSize(1);
    }

    @Test
    void what_fails_at_last_waits_for_an_administrator_and_goes_on_after_a_retry() {
        prepare.does(call -> {
            throw new UncheckedIOException(
                    new java.nio.file.FileSystemException("objects", null, "No space left on device"));
        });
        send();
        for (var pause : new int[] {5, 30, 120}) {
            var calls = prepare.calls.size();
            harness.awaitCalls(prepare, Math.max(1, calls));
            harness.pass(Duration.ofSeconds(pause));
            harness.awaitCalls(prepare, calls + 1);
        }

        var incident = harness.awaitIncident(key);
        assertThat(incident.message()).isEqualTo("objects: No space left on device");
        assertThat(incident.elementId()).isEqualTo("serviceTask_PreparePackage");
        assertThat(incident.processId()).isEqualTo("deliver-package");
        assertThat(prepare.calls).hasSize(4);
        assertThat(prepare.calls.getLast().job().lastTry()).isTrue();

        prepare.does(call -> Map.of());
        harness.retry(incident);

        assertThat(harness.endsOf(key)).containsExactly("event_ImagesSent");
        assertThat(harness.incidentsOf(key)).isEmpty();
    }

    @Test
    void a_stop_ends_what_is_stuck_too() {
        invite.does(call -> {
            throw new IllegalStateException("secret");
        });
        send();
        for (var pause : new int[] {5, 15, 30, 60, 120, 240}) {
            var calls = Math.max(1, invite.calls.size());
            harness.awaitCalls(invite, calls);
            harness.pass(Duration.ofSeconds(pause));
            harness.awaitCalls(invite, calls + 1);
        }
        assertThat(harness.awaitIncident(key).message())
                .startsWith("IllegalStateException in workflow.SendImagesProcessTests")
                .doesNotContain("secret");

        harness.tell(Messages.DELIVERY_STOPPED, key);

        assertThat(harness.endsOf(key)).containsExactly("event_DeliveryStopped");
        assertThat(harness.incidentsOf(key)).isEmpty();
    }

    private void send() {
        harness.start(Messages.IMAGES_SENT, key, Map.of(Variables.TRANSFER_ID, transfer, Variables.DELIVERY, 1));
    }

    static Map<String, ?> awaiting(CountDownLatch latch) {
        try {
            latch.await();
            return Map.of();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
