package org.imageexchange.passcode.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imageexchange.DatabaseTest;
import org.imageexchange.notification.Channel;
import org.imageexchange.passcode.ChallengeId;
import org.imageexchange.passcode.NotHandedOver;
import org.imageexchange.passcode.PasscodeTestbed;
import org.imageexchange.passcode.PasscodeTestbed.Scene;
import org.imageexchange.passcode.PasscodeTestbed.Somebody;
import org.imageexchange.passcode.Post;
import org.imageexchange.workflow.BpmnError;
import org.imageexchange.workflow.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@DatabaseTest
@Import(PasscodeTestbed.class)
class PasscodeWorkersTests {

    @Autowired
    private CheckPasscodeLimitsWorker check;

    @Autowired
    private SendPasscodeWorker send;

    @Autowired
    private ExpirePasscodeWorker expire;

    @Autowired
    private MailSignInLinkWorker mail;

    @Autowired
    private Scene scene;

    @Autowired
    private Post post;

    private Somebody somebody;
    private ChallengeId challenge;

    @BeforeEach
    void somebodyAsks() {
        somebody = scene.somebodyInvited();
        challenge = scene.ask(somebody);
    }

    @AfterEach
    void everyGatewayWorks() {
        post.repair();
    }

    @Test
    void the_limits_are_told_to_the_model_as_small_facts() {
        assertThat(check.run(new CheckPasscodeLimitsWorker.Input(challenge.value()), chosen(false)))
                .isEqualTo(Map.of("allowed", true, "codeOpen", false));
    }

    @Test
    void a_code_that_was_handed_over_tells_the_model_nothing() {
        allow();

        assertThat(send.run(new SendPasscodeWorker.Input(challenge.value()), chosen(false)))
                .isEmpty();

        assertThat(post.codes(somebody.sms().target())).hasSize(1);
    }

    @Test
    void a_gateway_that_does_not_take_it_is_tried_again() {
        allow();
        post.breakDown(Channel.SMS);

        assertThatThrownBy(() -> send.run(new SendPasscodeWorker.Input(challenge.value()), chosen(false)))
                .isInstanceOf(NotHandedOver.class)
                .hasMessage("The gateway of SMS is down.");
    }

    @Test
    void the_last_try_leaves_it_to_the_other_channel() {
        allow();
        post.breakDown(Channel.SMS);

        assertThatThrownBy(() -> send.run(new SendPasscodeWorker.Input(challenge.value()), chosen(true)))
                .isInstanceOfSatisfying(
                        BpmnError.class, error -> assertThat(error.code()).isEqualTo("CHANNEL_FAILED"));
        assertThat(send.run(new SendPasscodeWorker.Input(challenge.value()), other(false)))
                .isEmpty();

        assertThat(post.codes(somebody.secondEmail().target())).hasSize(1);
    }

    @Test
    void when_the_other_channel_fails_as_well_an_administrator_is_told() {
        allow();
        post.breakDown(Channel.SMS);
        post.breakDown(Channel.EMAIL);

        assertThatThrownBy(() -> send.run(new SendPasscodeWorker.Input(challenge.value()), other(true)))
                .isInstanceOf(NotHandedOver.class);
    }

    @Test
    void a_challenge_that_is_over_tells_the_model_so() {
        assertThat(expire.run(new ExpirePasscodeWorker.Input(challenge.value()), chosen(false)))
                .isEqualTo(Map.of("askedAgain", true));
        assertThat(expire.run(new ExpirePasscodeWorker.Input(UUID.randomUUID()), chosen(false)))
                .isEqualTo(Map.of("askedAgain", false));
    }

    @Test
    void a_sign_in_link_that_nobody_waits_for_is_done() {
        assertThat(mail.run(new MailSignInLinkWorker.Input(UUID.randomUUID()), chosen(false)))
                .isEmpty();
    }

    @Test
    void each_worker_has_its_task() {
        assertThat(List.of(check.type(), send.type(), expire.type(), mail.type()))
                .containsExactly(
                        "exchange.checkPasscodeLimits",
                        "exchange.sendPasscode",
                        "exchange.expirePasscode",
                        "exchange.mailSignInLink");
    }

    private void allow() {
        check.run(new CheckPasscodeLimitsWorker.Input(challenge.value()), chosen(false));
    }

    private static Job chosen(boolean lastTry) {
        return new Job(1, 2, "serviceTask_SendPasscode", Map.of("channel", "chosen"), lastTry);
    }

    private static Job other(boolean lastTry) {
        return new Job(1, 2, "serviceTask_SendByOtherChannel", Map.of("channel", "other"), lastTry);
    }
}
