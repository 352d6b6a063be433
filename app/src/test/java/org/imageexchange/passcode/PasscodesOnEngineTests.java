package org.imageexchange.passcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.imageexchange.passcode.PasscodeTestbed.BROWSER;
import static org.imageexchange.passcode.PasscodeTestbed.NETWORK;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.notification.Channel;
import org.imageexchange.passcode.PasscodeTestbed.Scene;
import org.imageexchange.passcode.Passcodes.Answer;
import org.imageexchange.passcode.Passcodes.Progress;
import org.imageexchange.workflow.Incidents;
import org.imageexchange.workflow.ProcessOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Services, workers, models and the real engine together; only the gateways are in memory. */
@DatabaseTest
@Import({PasscodeTestbed.class, PasscodesOnEngineTests.WithTheEngine.class})
@DirtiesContext
class PasscodesOnEngineTests {

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan(basePackageClasses = ProcessOutbox.class)
    static class WithTheEngine {}

    @TempDir
    private static Path data;

    @DynamicPropertySource
    static void whereTheEngineKeepsItsData(DynamicPropertyRegistry registry) {
        registry.add("portal.data", data::toString);
    }

    @Autowired
    private Passcodes passcodes;

    @Autowired
    private SignInLinks links;

    @Autowired
    private Incidents incidents;

    @Autowired
    private Scene scene;

    @Autowired
    private Post post;

    @Autowired
    private MovedClock clock;

    @AfterEach
    void everyGatewayWorks() {
        post.repair();
    }

    @Test
    void somebody_asks_on_the_front_page_and_is_signed_in() {
        var somebody = scene.somebodyInvited();

        passcodes.askForSignInLink(somebody.email().value(), NETWORK);
        soon(() -> assertThat(post.tokens(somebody.email().value())).hasSize(1));
        var token = post.tokens(somebody.email().value()).getFirst();
        var link = links.open(token).orElseThrow();

        var challenge = passcodes.ask(link.id(), somebody.sms(), BROWSER, null, NETWORK);
        soon(() -> assertThat(passcodes.progress(challenge, BROWSER)).isInstanceOf(Progress.Sent.class));

        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void another_code_comes_when_it_is_asked_for_after_a_minute() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.ask(somebody);
        soon(() -> assertThat(post.codes(somebody.sms().target())).hasSize(1));
        clock.advance(Duration.ofMinutes(1));

        passcodes.ask(somebody.link(), somebody.sms(), BROWSER, challenge, NETWORK);

        soon(() -> assertThat(post.codes(somebody.sms().target())).hasSize(2));
    }

    @Test
    void after_ten_minutes_the_challenge_expires_by_itself() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.ask(somebody);
        soon(() -> assertThat(passcodes.progress(challenge, BROWSER)).isInstanceOf(Progress.Sent.class));

        whileTimePasses(
                Duration.ofSeconds(20),
                () -> assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Over()));

        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isEqualTo(new Answer.Expired());
    }

    @Test
    void when_the_gateway_stays_down_the_code_comes_the_other_way() {
        var somebody = scene.somebodyInvited();
        post.breakDown(Channel.SMS);

        var challenge = scene.ask(somebody);
        soon(() -> assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Delayed()));
        whileTimePasses(
                Duration.ofSeconds(3),
                () -> assertThat(post.codes(somebody.secondEmail().target())).hasSize(1));

        assertThat(post.codes(somebody.sms().target())).isEmpty();
        soon(() -> assertThat(passcodes.progress(challenge, BROWSER)).isInstanceOf(Progress.Sent.class));
        var code = post.lastCode(somebody.secondEmail().target());
        assertThat(scene.answer(challenge, code)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void when_both_ways_stay_down_an_administrator_sees_it_and_a_retry_sends_the_code() {
        var somebody = scene.somebodyInvited();
        post.breakDown(Channel.SMS);
        post.breakDown(Channel.EMAIL);

        var challenge = scene.ask(somebody);
        var key = challenge.value().toString();
        whileTimePasses(
                Duration.ofSeconds(3),
                () -> assertThat(incidents.open()).anySatisfy(incident -> {
                    assertThat(incident.processKey()).isEqualTo(key);
                    assertThat(incident.message()).contains("The gateway of EMAIL is down.");
                }));
        post.repair();
        incidents.open().stream()
                .filter(incident -> key.equals(incident.processKey()))
                .forEach(incident -> incidents.retry(incident.key()));

        soon(() -> assertThat(post.codes(somebody.secondEmail().target())).hasSize(1));
    }

    private static void soon(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(holds);
    }

    /**
     * Moves time until something holds, in steps too small for a job at work to time out, and of an odd length: the
     * engine takes a job back only when its pause lies behind, not in the millisecond in which it ends.
     */
    private void whileTimePasses(Duration step, ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    clock.advance(step.plusMillis(1));
                    holds.run();
                });
    }
}
