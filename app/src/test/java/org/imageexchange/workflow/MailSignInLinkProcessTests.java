package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.junit.jupiter.api.Test;

/** The paths of {@code mail-sign-in-link}. */
class MailSignInLinkProcessTests {

    private final ProcessHarness harness = ProcessHarness.shared();
    private final ScriptedWorker mail = harness.worker(Jobs.MAIL_SIGN_IN_LINK, call -> Map.of());

    private final String request = UUID.randomUUID().toString();

    @Test
    void a_link_is_mailed() {
        ask();

        assertThat(harness.endsOf(request)).containsExactly("event_SignInLinkMailed");
        assertThat(mail.calls)
                .extracting(call -> call.input().signInRequestId())
                .containsExactly(request);
    }

    @Test
    void a_request_that_comes_twice_is_mailed_once() {
        var before = harness.ended("event_AlreadyStarted");
        ask();
        harness.endsOf(request);

        ask();

        await().until(() -> harness.ended("event_AlreadyStarted") == before + 1);
        assertThat(mail.calls).hasSize(1);
    }

    @Test
    void a_mail_server_that_is_away_is_asked_again_and_then_seen_by_an_administrator() {
        mail.does(call -> {
            throw new IllegalStateException("The mail server is away");
        });
        ask();
        for (var pause : new int[] {2, 10, 30, 60, 120}) {
            var calls = Math.max(1, mail.calls.size());
            harness.awaitCalls(mail, calls);
            harness.pass(Duration.ofSeconds(pause));
            harness.awaitCalls(mail, calls + 1);
        }
        var incident = harness.awaitIncident(request);
        assertThat(incident.elementId()).isEqualTo("serviceTask_MailSignInLink");

        mail.does(call -> Map.of());
        harness.retry(incident);

        assertThat(harness.endsOf(request)).containsExactly("event_SignInLinkMailed");
        assertThat(mail.calls).hasSize(7);
    }

    private void ask() {
        harness.start(Messages.SIGN_IN_LINK_ASKED, request, Map.of(Variables.SIGN_IN_REQUEST_ID, request));
    }
}
