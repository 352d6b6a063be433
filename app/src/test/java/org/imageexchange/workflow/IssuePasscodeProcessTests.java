package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.imageexchange.processes.Errors;
import org.imageexchange.processes.Headers;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.junit.jupiter.api.Test;

/** The paths of {@code issue-passcode}. */
class IssuePasscodeProcessTests {

    private static final Map<String, ?> ALLOWED = Map.of(Variables.ALLOWED, true, Variables.CODE_OPEN, false);
    private static final Map<String, ?> REFUSED = Map.of(Variables.ALLOWED, false, Variables.CODE_OPEN, false);
    private static final Map<String, ?> REFUSED_WITH_A_CODE_OPEN =
            Map.of(Variables.ALLOWED, false, Variables.CODE_OPEN, true);

    private final ProcessHarness harness = ProcessHarness.shared();
    private final ScriptedWorker check = harness.worker(Jobs.CHECK_PASSCODE_LIMITS, call -> ALLOWED);
    private final ScriptedWorker send = harness.worker(Jobs.SEND_PASSCODE, call -> Map.of());
    private final ScriptedWorker expire =
            harness.worker(Jobs.EXPIRE_PASSCODE, call -> Map.of(Variables.ASKED_AGAIN, false));

    private final String challenge = UUID.randomUUID().toString();

    @Test
    void a_passcode_is_sent_and_used() {
        ask();
        harness.awaitCalls(send, 1);

        harness.tell(Messages.PASSCODE_USED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
        assertThat(send.calls)
                .extracting(
                        call -> call.input().challengeId(),
                        call -> call.job().headers().get(Headers.CHANNEL))
                .containsExactly(tuple(challenge, Headers.CHOSEN_CHANNEL));
        assertThat(expire.calls).isEmpty();
    }

    @Test
    void a_passcode_that_is_used_while_the_engine_still_notes_its_sending_is_used_all_the_same() {
        var sending = new CountDownLatch(1);
        send.doesNext(call -> SendImagesProcessTests.awaiting(sending));
        ask();
        harness.awaitCalls(send, 1);

        harness.tell(Messages.PASSCODE_USED, challenge);
        sending.countDown();

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
    }

    @Test
    void a_challenge_that_is_closed_ends() {
        ask();
        harness.awaitCalls(send, 1);

        harness.tell(Messages.PASSCODE_CLOSED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_PasscodeClosed");
    }

    @Test
    void a_passcode_that_nobody_uses_expires_after_ten_minutes() {
        ask();
        harness.awaitCalls(send, 1);

        harness.pass(Duration.ofMinutes(10));

        assertThat(harness.endsOf(challenge)).containsExactly("event_PasscodeExpired");
        assertThat(expire.calls).hasSize(1);
    }

    @Test
    void a_passcode_that_is_asked_for_too_often_is_refused() {
        check.does(call -> REFUSED);

        ask();

        assertThat(harness.endsOf(challenge)).containsExactly("event_PasscodeRefused");
        assertThat(send.calls).isEmpty();
    }

    @Test
    void another_passcode_is_sent_when_it_is_asked_for_again() {
        ask();
        harness.awaitCalls(send, 1);

        harness.tell(Messages.PASSCODE_ASKED_AGAIN, challenge);
        harness.awaitCalls(send, 2);
        harness.tell(Messages.PASSCODE_USED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
        assertThat(check.calls).hasSize(2);
    }

    @Test
    void asking_again_too_often_is_refused_but_the_passcode_sent_before_stays_open() {
        check.doesNext(call -> ALLOWED);
        check.doesNext(call -> REFUSED_WITH_A_CODE_OPEN);
        ask();
        harness.awaitCalls(send, 1);

        harness.tell(Messages.PASSCODE_ASKED_AGAIN, challenge);
        harness.awaitCalls(check, 2);
        harness.tell(Messages.PASSCODE_USED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
        assertThat(send.calls).hasSize(1);
    }

    @Test
    void asking_again_too_often_after_the_last_passcode_is_too_old_ends() {
        check.doesNext(call -> ALLOWED);
        check.doesNext(call -> REFUSED);
        ask();
        harness.awaitCalls(send, 1);

        harness.tell(Messages.PASSCODE_ASKED_AGAIN, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_PasscodeRefused");
    }

    @Test
    void a_passcode_asked_for_in_the_moment_the_last_one_expires_is_sent() {
        expire.doesNext(call -> Map.of(Variables.ASKED_AGAIN, true));
        ask();
        harness.awaitCalls(send, 1);

        harness.pass(Duration.ofMinutes(10));
        harness.awaitCalls(send, 2);
        harness.tell(Messages.PASSCODE_USED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
    }

    @Test
    void the_message_that_came_too_late_for_the_expiry_asks_once_more_and_is_answered_by_the_check() {
        expire.doesNext(call -> {
            harness.tell(Messages.PASSCODE_ASKED_AGAIN, challenge);
            return Map.of(Variables.ASKED_AGAIN, true);
        });
        check.doesNext(call -> ALLOWED);
        check.doesNext(call -> ALLOWED);
        check.doesNext(call -> REFUSED_WITH_A_CODE_OPEN); // nothing is asked for any more
        ask();
        harness.awaitCalls(send, 1);

        harness.pass(Duration.ofMinutes(10));
        harness.awaitCalls(check, 3);
        harness.tell(Messages.PASSCODE_USED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
        assertThat(send.calls).hasSize(2);
    }

    @Test
    void a_channel_that_fails_gives_way_to_the_other() {
        send.does(call -> {
            if (Headers.OTHER_CHANNEL.equals(call.job().headers().get(Headers.CHANNEL))) {
                return Map.of();
            }
            if (call.job().lastTry()) {
                throw new BpmnError(Errors.CHANNEL_FAILED, "NOT_SENT");
            }
            throw new IllegalStateException("The gateway is away");
        });
        ask();
        harness.awaitCalls(send, 1);
        harness.pass(Duration.ofSeconds(1));
        harness.awaitCalls(send, 2);
        harness.pass(Duration.ofSeconds(2));
        harness.awaitCalls(send, 4);

        harness.tell(Messages.PASSCODE_USED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
        assertThat(send.calls)
                .extracting(call -> call.job().headers().get(Headers.CHANNEL))
                .containsExactly("chosen", "chosen", "chosen", "other");
        assertThat(harness.incidentsOf(challenge)).isEmpty();
    }

    @Test
    void a_channel_that_fails_without_another_waits_for_an_administrator() {
        send.does(call -> {
            throw new IllegalStateException("The gateway is away");
        });
        ask();
        harness.awaitCalls(send, 1);
        harness.pass(Duration.ofSeconds(1));
        harness.awaitCalls(send, 2);
        harness.pass(Duration.ofSeconds(2));
        harness.awaitCalls(send, 3);

        var incident = harness.awaitIncident(challenge);
        assertThat(incident.elementId()).isEqualTo("serviceTask_SendPasscode");

        send.does(call -> Map.of());
        harness.retry(incident);
        harness.tell(Messages.PASSCODE_USED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
    }

    @Test
    void a_challenge_that_is_asked_for_twice_is_begun_once() {
        var before = harness.ended("event_AlreadyStarted");
        ask();
        harness.awaitCalls(send, 1);
        ask();

        harness.tell(Messages.PASSCODE_USED, challenge);

        assertThat(harness.endsOf(challenge)).containsExactly("event_UsedPasscode");
        await().until(() -> harness.ended("event_AlreadyStarted") == before + 1);
        assertThat(send.calls).hasSize(1);
    }

    private void ask() {
        harness.start(Messages.PASSCODE_ASKED, challenge, Map.of(Variables.CHALLENGE_ID, challenge));
    }
}
