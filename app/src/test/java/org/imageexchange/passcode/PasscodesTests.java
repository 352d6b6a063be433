package org.imageexchange.passcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imageexchange.passcode.PasscodeTestbed.BROWSER;
import static org.imageexchange.passcode.PasscodeTestbed.NETWORK;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.account.SignedIn;
import org.imageexchange.notification.Channel;
import org.imageexchange.passcode.PasscodeIssuing.Limits;
import org.imageexchange.passcode.PasscodeIssuing.Sending;
import org.imageexchange.passcode.PasscodeIssuing.Way;
import org.imageexchange.passcode.PasscodeTestbed.Scene;
import org.imageexchange.passcode.Passcodes.Answer;
import org.imageexchange.passcode.Passcodes.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;

@DatabaseTest
@Import(PasscodeTestbed.class)
@ExtendWith(OutputCaptureExtension.class)
class PasscodesTests {

    @Autowired
    private Passcodes passcodes;

    @Autowired
    private PasscodeIssuing issuing;

    @Autowired
    private SignInLinks links;

    @Autowired
    private OpenChallenges openChallenges;

    @Autowired
    private Scene scene;

    @Autowired
    private PasscodeTestbed.Heard heard;

    @Autowired
    private Post post;

    @Autowired
    private MovedClock clock;

    @AfterEach
    void everyGatewayWorksAndTheNetworkIsFree() {
        post.repair();
        clock.advance(Duration.ofHours(2)); // what a test asked for doesn't count against the next
    }

    // — the code —

    @Test
    void the_right_code_signs_in_and_proves_the_channel_it_was_sent_to() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);

        var answer = scene.answer(challenge, scene.codeOf(somebody));

        assertThat(answer)
                .isEqualTo(new Answer.Accepted(new SignedIn(
                        somebody.account(), "Morag Reid", somebody.email(), null, Set.of(), Set.of(somebody.sms()))));
        assertThat(scene.messagesFor(challenge.value()))
                .containsExactly("exchange.passcodeAsked", "exchange.passcodeUsed");
        assertThat(heard.about(somebody.account()))
                .contains(new PersonSignedIn(somebody.account(), challenge, PasscodeChannel.Kind.SMS, clock.instant()));
    }

    @Test
    void a_code_has_six_digits_and_goes_only_to_the_chosen_channel() {
        var somebody = scene.somebodyInvited();

        scene.askAndSend(somebody);

        assertThat(scene.codeOf(somebody)).matches("[0-9]{6}");
        assertThat(post.to(somebody.sms().target())).hasSize(1);
        assertThat(post.to(somebody.secondEmail().target())).isEmpty();
        assertThat(post.to(somebody.email().value())).isEmpty();
    }

    @Test
    void codes_differ() {
        var codes = IntStream.range(0, 20)
                .mapToObj(i -> {
                    var somebody = scene.somebodyInvited();
                    scene.askAndSend(somebody);
                    return scene.codeOf(somebody);
                })
                .distinct();

        assertThat(codes).hasSizeGreaterThan(17);
    }

    @Test
    void a_code_may_be_typed_with_spaces_and_dashes_and_in_the_digits_of_any_script() {
        for (var form : List.of(" %s%s ", "%s %s", "%s-%s", "%s\u00a0\u2013 %s")) {
            var somebody = scene.somebodyInvited();
            var challenge = scene.askAndSend(somebody);
            var code = scene.codeOf(somebody);
            var typed = form.formatted(code.substring(0, 3), code.substring(3));

            assertThat(scene.answer(challenge, typed)).isInstanceOf(Answer.Accepted.class);
        }
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var fullWidth = scene.codeOf(somebody)
                .chars()
                .mapToObj(digit -> Character.toString(digit - '0' + '\uff10'))
                .reduce("", String::concat);
        assertThat(scene.answer(challenge, fullWidth)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void what_can_not_be_a_code_costs_no_try() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);

        for (var typed : List.of("", "12345", "1234567", "12345a", "<script>", "1".repeat(100_000))) {
            assertThat(scene.answer(challenge, typed)).isEqualTo(new Answer.Wrong(5));
        }
        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void a_wrong_code_costs_one_of_five_tries() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var wrong = scene.aWrongCodeFor(somebody);

        for (var left = 4; left >= 1; left--) {
            assertThat(scene.answer(challenge, wrong)).isEqualTo(new Answer.Wrong(left));
        }
        assertThat(scene.answer(challenge, wrong)).isEqualTo(new Answer.Expired());

        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isEqualTo(new Answer.Expired());
    }

    @Test
    void a_code_is_good_until_the_moment_it_is_ten_minutes_old() {
        var early = scene.somebodyInvited();
        var late = scene.somebodyInvited();
        var answeredInTime = scene.askAndSend(early);
        var answeredLate = scene.askAndSend(late);

        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(scene.answer(answeredInTime, scene.codeOf(early))).isInstanceOf(Answer.Accepted.class);
        clock.advance(Duration.ofMillis(1));

        assertThat(scene.answer(answeredLate, scene.codeOf(late))).isEqualTo(new Answer.Expired());
    }

    @Test
    void a_code_works_once() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        scene.answer(challenge, scene.codeOf(somebody));

        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isEqualTo(new Answer.Used());
    }

    @Test
    void a_code_works_only_in_the_browser_that_asked_for_it() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var code = scene.codeOf(somebody);

        assertThat(passcodes.answer(challenge, "another browser", code, null)).isEqualTo(new Answer.Closed());
        assertThat(passcodes.progress(challenge, "another browser")).isEqualTo(new Progress.Over());

        assertThat(scene.answer(challenge, code)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void a_code_works_only_in_its_own_challenge() {
        var somebody = scene.somebodyInvited();
        var other = scene.somebodyInvited();
        scene.askAndSend(somebody);
        var challengeOfTheOther = scene.askAndSend(other);
        var code = scene.codeOf(somebody);
        if (code.equals(scene.codeOf(other))) {
            return; // once in a million
        }

        assertThat(scene.answer(challengeOfTheOther, code)).isEqualTo(new Answer.Wrong(4));
    }

    @Test
    void a_challenge_that_does_not_exist_is_closed() {
        var nothing = new ChallengeId(UUID.randomUUID());

        assertThat(scene.answer(nothing, "123456")).isEqualTo(new Answer.Closed());
        assertThat(passcodes.progress(nothing, BROWSER)).isEqualTo(new Progress.Over());
        assertThat(issuing.checkLimits(nothing)).isEqualTo(new Limits(false, false));
        assertThat(issuing.send(nothing, Way.CHOSEN)).isEqualTo(new Sending.Done());
        assertThat(issuing.expire(nothing)).isFalse();
    }

    // — closing and backing off —

    @Test
    void ten_wrong_tries_close_the_challenge_and_a_new_code_does_not_reset_the_count() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var wrong = scene.aWrongCodeFor(somebody);
        IntStream.range(0, 5).forEach(i -> scene.answer(challenge, wrong));
        clock.advance(Duration.ofMinutes(1));
        scene.askAgainAndSend(somebody, challenge);
        var other = scene.aWrongCodeFor(somebody);

        for (var left = 4; left >= 1; left--) {
            assertThat(scene.answer(challenge, other)).isEqualTo(new Answer.Wrong(left));
        }
        assertThat(scene.answer(challenge, other)).isEqualTo(new Answer.Closed());

        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isEqualTo(new Answer.Closed());
        assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Over());
        assertThat(scene.messagesFor(challenge.value()))
                .containsExactly("exchange.passcodeAsked", "exchange.passcodeAskedAgain", "exchange.passcodeClosed");
    }

    @Test
    void an_account_backs_off_longer_with_each_failure_but_never_longer_than_an_hour() {
        var somebody = scene.somebodyInvited();
        useUpAChallenge(somebody);
        clock.advance(Duration.ofMinutes(1));
        var waits = new ArrayList<Duration>();

        for (var i = 0; i < 8; i++) {
            var fresh = aFreshCodeFor(somebody);
            assertThat(scene.answer(fresh.challenge(), fresh.wrong())).isEqualTo(new Answer.Wrong(4));
            var wait = backOff(scene.answer(fresh.challenge(), fresh.code()));
            waits.add(wait);
            clock.advance(wait);
        }

        assertThat(waits).extracting(Duration::toMinutes).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void while_an_account_backs_off_not_even_the_right_code_is_accepted_and_then_it_is() {
        var somebody = scene.somebodyInvited();
        useUpAChallenge(somebody);
        var fresh = aFreshCodeFor(somebody);

        assertThat(backOff(scene.answer(fresh.challenge(), fresh.code()))).isEqualTo(Duration.ofMinutes(1));
        clock.advance(Duration.ofMinutes(1));

        assertThat(scene.answer(fresh.challenge(), fresh.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void tries_while_an_account_backs_off_are_not_looked_at_and_do_not_count() {
        var somebody = scene.somebodyInvited();
        useUpAChallenge(somebody);
        var fresh = aFreshCodeFor(somebody);

        IntStream.range(0, 20).forEach(i -> scene.answer(fresh.challenge(), fresh.wrong()));
        clock.advance(Duration.ofMinutes(1));

        assertThat(scene.answer(fresh.challenge(), fresh.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void success_ends_the_count_of_failures() {
        var somebody = scene.somebodyInvited();
        useUpAChallenge(somebody);
        clock.advance(Duration.ofMinutes(1));
        var first = scene.askAndSend(somebody);
        scene.answer(first, scene.codeOf(somebody));

        var second = aFreshCodeFor(somebody);

        assertThat(scene.answer(second.challenge(), second.wrong())).isEqualTo(new Answer.Wrong(4));
        assertThat(scene.answer(second.challenge(), second.code())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void success_by_one_channel_gives_back_no_tries_at_another() {
        var somebody = scene.somebodyInvited();
        useUpAChallenge(somebody);
        clock.advance(Duration.ofMinutes(1));
        var own = passcodes.ask(somebody.link(), somebody.secondEmail(), BROWSER, null, NETWORK);
        scene.run(own);
        assertThat(scene.answer(own, post.lastCode(somebody.secondEmail().target())))
                .isInstanceOf(Answer.Accepted.class);

        var fresh = aFreshCodeFor(somebody);

        assertThat(scene.answer(fresh.challenge(), fresh.wrong())).isEqualTo(new Answer.Wrong(4));
        assertThat(backOff(scene.answer(fresh.challenge(), fresh.code()))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void an_administrator_frees_an_account_and_nobody_else_does() {
        var somebody = scene.somebodyInvited();
        useUpAChallenge(somebody);
        var fresh = aFreshCodeFor(somebody);

        assertThatThrownBy(() -> passcodes.release(somebodySignedIn(Role.RADIOLOGY), somebody.account()))
                .isInstanceOf(AccessRefused.class);
        assertThat(scene.answer(fresh.challenge(), fresh.code())).isInstanceOf(Answer.BackOff.class);

        passcodes.release(somebodySignedIn(Role.ADMINISTRATOR), somebody.account());

        assertThat(scene.answer(fresh.challenge(), fresh.code())).isInstanceOf(Answer.Accepted.class);
        assertThat(heard.about(somebody.account())).hasAtLeastOneElementOfType(AccountReleased.class);
    }

    // — asking —

    @Test
    void another_code_may_be_asked_for_after_a_minute_and_the_first_stays_good() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var first = scene.codeOf(somebody);
        clock.advance(Duration.ofSeconds(60));

        scene.askAgainAndSend(somebody, challenge);

        assertThat(post.codes(somebody.sms().target())).hasSize(2);
        assertThat(scene.answer(challenge, first)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void asking_again_within_a_minute_sends_nothing_and_says_when() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var again = clock.instant().plusSeconds(60);
        clock.advance(Duration.ofMillis(59_999));

        scene.askAgainAndSend(somebody, challenge);

        assertThat(post.codes(somebody.sms().target())).hasSize(1);
        assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.AskedTooOften(again, true));
        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isInstanceOf(Answer.Accepted.class);
        assertThat(heard.about(somebody.account()))
                .contains(new PasscodeRefused(
                        somebody.account(), challenge, PasscodeRefused.Reason.ASKED_TOO_OFTEN, clock.instant()));
    }

    @Test
    void five_codes_an_hour_go_to_a_channel_whatever_browser_or_link_asks() {
        var somebody = scene.somebodyInvited();
        var begin = clock.instant();
        for (var i = 0; i < 5; i++) {
            var link = scene.anOpenedLink(somebody.account(), somebody.channels());
            scene.run(passcodes.ask(link, somebody.sms(), "browser " + i, null, NETWORK));
            clock.advance(Duration.ofMinutes(2));
        }
        assertThat(post.codes(somebody.sms().target())).hasSize(5);

        var sixth = scene.ask(somebody);
        assertThat(issuing.checkLimits(sixth)).isEqualTo(new Limits(false, false));
        assertThat(passcodes.progress(sixth, BROWSER))
                .isEqualTo(new Progress.AskedTooOften(begin.plus(Duration.ofHours(1)), false));
        assertThat(post.codes(somebody.sms().target())).hasSize(5);

        clock.advance(Duration.between(clock.instant(), begin.plus(Duration.ofHours(1))));
        scene.askAndSend(somebody);
        assertThat(post.codes(somebody.sms().target())).hasSize(6);
    }

    @Test
    void each_channel_has_limits_of_its_own() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);

        passcodes.ask(somebody.link(), somebody.secondEmail(), BROWSER, challenge, NETWORK);
        scene.run(challenge);

        assertThat(post.codes(somebody.secondEmail().target())).hasSize(1);
        assertThat(passcodes.progress(challenge, BROWSER))
                .isInstanceOfSatisfying(
                        Progress.Sent.class, sent -> assertThat(sent.channel()).isEqualTo(somebody.secondEmail()));
    }

    @Test
    void asking_while_a_code_is_on_its_way_asks_for_nothing_more() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.ask(somebody);

        var again = passcodes.ask(somebody.link(), somebody.sms(), BROWSER, challenge, NETWORK);

        assertThat(again).isEqualTo(challenge);
        assertThat(scene.messagesFor(challenge.value())).containsExactly("exchange.passcodeAsked");
    }

    @Test
    void a_challenge_of_another_browser_or_link_is_not_gone_on_with() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var otherLink = scene.anOpenedLink(somebody.account(), somebody.channels());

        assertThat(passcodes.ask(somebody.link(), somebody.sms(), "another browser", challenge, NETWORK))
                .isNotEqualTo(challenge);
        assertThat(passcodes.ask(otherLink, somebody.sms(), BROWSER, challenge, NETWORK))
                .isNotEqualTo(challenge);
    }

    @Test
    void a_channel_that_the_link_does_not_lead_to_is_never_sent_anything() {
        var somebody = scene.somebodyInvited();
        var stranger = new PasscodeChannel.Sms(Scene.aMobile());

        var challenge = passcodes.ask(somebody.link(), stranger, BROWSER, null, NETWORK);
        scene.run(challenge);

        assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Over());
        assertThat(post.to(stranger.target())).isEmpty();
    }

    @Test
    void a_link_that_has_ended_asks_for_nothing_and_its_codes_open_nothing() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var code = scene.codeOf(somebody);

        links.end("transfer-" + somebody.account().value());

        assertThat(scene.answer(challenge, code)).isEqualTo(new Answer.Closed());
        assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Over());
        var another = scene.ask(somebody);
        assertThat(scene.messagesFor(another.value())).isEmpty();
        assertThat(passcodes.progress(another, BROWSER)).isEqualTo(new Progress.Over());
    }

    @Test
    void a_link_that_ends_before_the_job_runs_sends_nothing() {
        var somebody = scene.somebodyInvited();
        var checked = scene.ask(somebody);
        issuing.checkLimits(checked);

        links.end("transfer-" + somebody.account().value());

        assertThat(issuing.send(checked, Way.CHOSEN)).isEqualTo(new Sending.Done());
        assertThat(issuing.checkLimits(checked)).isEqualTo(new Limits(false, false));
        assertThat(post.to(somebody.sms().target())).isEmpty();
    }

    @Test
    void nobody_fills_the_engine_by_beginning_again_and_again() {
        var somebody = scene.somebodyInvited();
        var first = clock.instant();
        var started = IntStream.range(0, 20)
                .mapToObj(i -> scene.ask(somebody))
                .filter(challenge -> !scene.messagesFor(challenge.value()).isEmpty());
        assertThat(started).hasSize(20);

        var tooMany = scene.ask(somebody);
        clock.advance(Duration.ofMinutes(59));
        IntStream.range(0, 20).forEach(i -> scene.ask(somebody));

        assertThat(scene.messagesFor(tooMany.value())).isEmpty();
        assertThat(passcodes.progress(tooMany, BROWSER))
                .isEqualTo(new Progress.AskedTooOften(first.plus(Duration.ofHours(1)), false));
        clock.advance(Duration.ofMinutes(1));
        assertThat(scene.messagesFor(scene.ask(somebody).value()))
                .as("trying again did not prolong the wait")
                .isNotEmpty();
    }

    // — sending —

    @Test
    void the_page_sees_how_far_the_sending_is() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.ask(somebody);
        assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Sending());

        post.breakDown(Channel.SMS);
        scene.run(challenge);
        assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Delayed());

        post.repair();
        issuing.send(challenge, Way.CHOSEN);
        assertThat(passcodes.progress(challenge, BROWSER))
                .isEqualTo(new Progress.Sent(
                        somebody.sms(), clock.instant(), clock.instant().plusSeconds(60)));
    }

    @Test
    void a_repeat_of_the_limits_decides_the_same_and_counts_once() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.ask(somebody);

        assertThat(issuing.checkLimits(challenge)).isEqualTo(new Limits(true, false));
        assertThat(issuing.checkLimits(challenge)).isEqualTo(new Limits(true, false));

        assertThat(sendingsOf(challenge)).isEqualTo(1);
    }

    @Test
    void a_repeat_of_the_sending_makes_a_new_code_and_both_are_good_until_one_is_used() {
        var somebody = scene.somebodyInvited();
        var other = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var challengeOfTheOther = scene.askAndSend(other);

        issuing.send(challenge, Way.CHOSEN);
        issuing.send(challengeOfTheOther, Way.CHOSEN);

        var codes = post.codes(somebody.sms().target());
        assertThat(codes).hasSize(2);
        assertThat(post.to(somebody.sms().target()))
                .extracting(message -> message.id())
                .containsOnly(post.to(somebody.sms().target()).getFirst().id());
        assertThat(scene.answer(challenge, codes.getFirst())).isInstanceOf(Answer.Accepted.class);
        assertThat(scene.answer(challenge, codes.getLast())).isEqualTo(new Answer.Used());
        assertThat(scene.answer(challengeOfTheOther, post.lastCode(other.sms().target())))
                .isInstanceOf(Answer.Accepted.class);
        assertThat(sendingsOf(challenge)).isEqualTo(1);
    }

    @Test
    void a_repeat_sends_no_code_that_the_limits_have_not_allowed_yet() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        passcodes.ask(somebody.link(), somebody.sms(), BROWSER, challenge, NETWORK);

        issuing.send(challenge, Way.CHOSEN); // the first job again, because its answer was lost

        assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Sending());
        assertThat(issuing.checkLimits(challenge)).isEqualTo(new Limits(false, true));
    }

    @Test
    void the_limits_of_a_challenge_that_waits_for_nothing_send_nothing() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);

        assertThat(issuing.checkLimits(challenge)).isEqualTo(new Limits(false, true));
        assertThat(post.codes(somebody.sms().target())).hasSize(1);
    }

    @Test
    void a_job_that_comes_late_sends_nothing_to_somebody_who_is_in_or_gone() {
        var in = scene.somebodyInvited();
        var gone = scene.somebodyInvited();
        var used = scene.askAndSend(in);
        scene.answer(used, scene.codeOf(in));
        post.breakDown(Channel.SMS);
        var waiting = scene.askAndSend(gone);
        post.repair();
        clock.advance(Duration.ofMinutes(10));

        assertThat(issuing.send(used, Way.CHOSEN)).isEqualTo(new Sending.Done());
        assertThat(issuing.send(waiting, Way.CHOSEN)).isEqualTo(new Sending.Done());

        assertThat(post.codes(in.sms().target())).hasSize(1);
        assertThat(post.codes(gone.sms().target())).isEmpty();
        assertThat(passcodes.progress(waiting, BROWSER)).isEqualTo(new Progress.Over());
    }

    @Test
    void after_ten_minutes_without_a_gateway_asking_begins_a_new_challenge() {
        var somebody = scene.somebodyInvited();
        post.breakDown(Channel.SMS);
        var challenge = scene.askAndSend(somebody);
        post.repair();
        clock.advance(Duration.ofMinutes(10));

        var another = passcodes.ask(somebody.link(), somebody.sms(), BROWSER, challenge, NETWORK);

        assertThat(another).isNotEqualTo(challenge);
        assertThat(scene.messagesFor(another.value())).containsExactly("exchange.passcodeAsked");
    }

    @Test
    void when_the_chosen_gateway_is_down_the_code_goes_the_other_way_and_proves_that_channel() {
        var somebody = scene.somebodyInvited();
        post.breakDown(Channel.SMS);
        var challenge = scene.ask(somebody);
        issuing.checkLimits(challenge);

        assertThat(issuing.send(challenge, Way.CHOSEN))
                .isEqualTo(new Sending.Failed("The gateway of SMS is down.", true));
        assertThat(issuing.send(challenge, Way.OTHER)).isEqualTo(new Sending.Done());

        assertThat(passcodes.progress(challenge, BROWSER))
                .isInstanceOfSatisfying(
                        Progress.Sent.class, sent -> assertThat(sent.channel()).isEqualTo(somebody.secondEmail()));
        var code = post.lastCode(somebody.secondEmail().target());
        assertThat(scene.answer(challenge, code))
                .isInstanceOfSatisfying(
                        Answer.Accepted.class,
                        accepted -> assertThat(accepted.who().proven()).containsExactly(somebody.secondEmail()));
    }

    @Test
    void the_other_way_keeps_its_own_limits() {
        var somebody = scene.somebodyInvited();
        var other = passcodes.ask(somebody.link(), somebody.secondEmail(), "another browser", null, NETWORK);
        scene.run(other);
        assertThat(post.codes(somebody.secondEmail().target())).hasSize(1);
        post.breakDown(Channel.SMS);
        var challenge = scene.ask(somebody);
        issuing.checkLimits(challenge);

        assertThat(issuing.send(challenge, Way.CHOSEN))
                .isEqualTo(new Sending.Failed("The gateway of SMS is down.", false));
        assertThat(issuing.send(challenge, Way.OTHER))
                .isEqualTo(new Sending.Failed("The gateway of SMS is down.", false));

        assertThat(post.codes(somebody.secondEmail().target())).hasSize(1);
    }

    @Test
    void when_both_gateways_are_down_there_is_no_third_way() {
        var somebody = scene.somebodyInvited();
        post.breakDown(Channel.SMS);
        post.breakDown(Channel.EMAIL);
        var challenge = scene.ask(somebody);
        issuing.checkLimits(challenge);

        assertThat(issuing.send(challenge, Way.OTHER))
                .isEqualTo(new Sending.Failed("The gateway of EMAIL is down.", false));
    }

    @Test
    void an_earlier_code_that_is_over_is_told_from_a_wrong_one_but_costs_a_try() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var first = scene.codeOf(somebody);
        clock.advance(Duration.ofMinutes(9));
        scene.askAgainAndSend(somebody, challenge);
        clock.advance(Duration.ofMinutes(2));
        if (first.equals(scene.codeOf(somebody))) {
            return; // once in a million
        }

        assertThat(scene.answer(challenge, first)).isEqualTo(new Answer.Expired());
        assertThat(scene.answer(challenge, scene.aWrongCodeFor(somebody))).isEqualTo(new Answer.Wrong(3));
        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isInstanceOf(Answer.Accepted.class);
    }

    // — the end —

    @Test
    void a_challenge_expires_unless_another_code_was_asked_for_meanwhile() {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        clock.advance(Duration.ofMinutes(10));
        passcodes.ask(somebody.link(), somebody.sms(), BROWSER, challenge, NETWORK);
        assertThat(issuing.expire(challenge)).isTrue();
        scene.run(challenge);
        clock.advance(Duration.ofMinutes(10));

        assertThat(issuing.expire(challenge)).isFalse();
        assertThat(issuing.expire(challenge)).isFalse();

        assertThat(passcodes.progress(challenge, BROWSER)).isEqualTo(new Progress.Over());
        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isEqualTo(new Answer.Expired());
    }

    @Test
    void the_database_holds_no_code_and_no_hash_once_it_is_over() {
        var somebody = scene.somebodyInvited();
        var used = scene.askAndSend(somebody);
        var code = scene.codeOf(somebody);
        assertThat(hashesOf(used))
                .singleElement()
                .asString()
                .startsWith("{bcrypt}$2a$08$")
                .doesNotContain(code);

        scene.answer(used, code);
        assertThat(hashesOf(used)).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        var expired = scene.askAndSend(somebody);
        clock.advance(Duration.ofMinutes(10));
        issuing.expire(expired);
        assertThat(hashesOf(expired)).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        var closed = useUpAChallenge(somebody);
        assertThat(hashesOf(closed)).isEmpty();
    }

    @Test
    void equal_codes_have_different_hashes() {
        var code = new Passcode("123456");

        assertThat(PasscodeHash.of(code)).isNotEqualTo(PasscodeHash.of(code));
        assertThat(PasscodeHash.of(code).matches(code)).isTrue();
        assertThat(PasscodeHash.of(code).matches(new Passcode("123457"))).isFalse();
        assertThat(PasscodeHash.of(code)).hasToString("PasscodeHash[hidden]");
        assertThat(code).hasToString("Passcode[hidden]");
    }

    @Test
    void only_open_challenges_want_a_process() {
        var somebody = scene.somebodyInvited();
        var used = scene.askAndSend(somebody);
        scene.answer(used, scene.codeOf(somebody));
        clock.advance(Duration.ofMinutes(1));
        var open = scene.askAndSend(somebody);
        var alsoOpen = scene.ask(somebody);

        var keys = new ArrayList<String>();
        var after = "";
        for (var page = openChallenges.openAfter(after, 1); !page.isEmpty(); ) {
            after = page.getLast().processKey();
            keys.add(after);
            page = openChallenges.openAfter(after, 1);
        }

        assertThat(keys)
                .doesNotHaveDuplicates()
                .contains(open.value().toString(), alsoOpen.value().toString())
                .doesNotContain(used.value().toString());
    }

    @Test
    void the_log_says_who_was_let_in_by_what_and_no_code(CapturedOutput log) {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var code = scene.codeOf(somebody);
        var wrong = scene.aWrongCodeFor(somebody);
        scene.answer(challenge, wrong);
        scene.answer(challenge, code);

        var ours = log.getOut()
                .lines()
                .filter(line -> line.contains(challenge.value().toString()))
                .toList();
        assertThat(ours).anyMatch(line -> line.contains("Refused a passcode") && line.contains("WRONG"));
        assertThat(ours).anyMatch(line -> line.contains("signed in by SMS"));
        assertThat(ours)
                .noneMatch(line -> line.matches(".*\\b" + code + "\\b.*"))
                .noneMatch(line -> line.contains(somebody.sms().target()))
                .noneMatch(line -> line.contains(somebody.email().value()));
    }

    // — at the same time —

    @Test
    void the_right_code_sent_many_times_at_once_is_accepted_once() throws Exception {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var code = scene.codeOf(somebody);

        var answers = atOnce(8, i -> scene.answer(challenge, code));

        assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(new Answer.Used()::equals).hasSize(7);
    }

    @Test
    void two_codes_of_one_challenge_used_at_once_sign_in_once() throws Exception {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        issuing.send(challenge, Way.CHOSEN);
        var codes = post.codes(somebody.sms().target());

        var answers = atOnce(2, i -> scene.answer(challenge, codes.get(i)));

        assertThat(answers).filteredOn(Answer.Accepted.class::isInstance).hasSize(1);
    }

    @Test
    void guesses_at_once_are_all_counted() throws Exception {
        var somebody = scene.somebodyInvited();
        var challenge = scene.askAndSend(somebody);
        var wrong = scene.aWrongCodeFor(somebody);

        var answers = atOnce(12, i -> scene.answer(challenge, wrong));

        assertThat(answers).filteredOn(Answer.Wrong.class::isInstance).hasSize(4);
        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isEqualTo(new Answer.Expired());
    }

    @Test
    void guesses_from_many_browsers_at_once_bar_the_account() throws Exception {
        var somebody = scene.somebodyInvited();
        var challenges = new ArrayList<ChallengeId>();
        for (var i = 0; i < 4; i++) {
            var challenge = passcodes.ask(somebody.link(), somebody.sms(), "browser " + i, null, NETWORK);
            scene.run(challenge);
            challenges.add(challenge);
            clock.advance(Duration.ofMinutes(1));
        }
        var wrong = scene.aWrongCodeFor(somebody);

        var answers = atOnce(16, i -> passcodes.answer(challenges.get(i % 4), "browser " + i % 4, wrong, null));

        assertThat(answers).filteredOn(Answer.Wrong.class::isInstance).hasSize(10);
        assertThat(answers).filteredOn(Answer.BackOff.class::isInstance).hasSize(6);
    }

    @Test
    void the_limit_of_a_channel_holds_when_many_ask_at_once() throws Exception {
        var somebody = scene.somebodyInvited();

        atOnce(6, i -> {
            var challenge = passcodes.ask(somebody.link(), somebody.sms(), "browser " + i, null, NETWORK);
            scene.run(challenge);
            return challenge;
        });

        assertThat(post.codes(somebody.sms().target())).hasSize(1);
    }

    private <R> List<R> atOnce(int count, IntFunction<R> action) throws Exception {
        var together = new CyclicBarrier(count);
        var results = new ArrayList<R>();
        try (var threads = Executors.newFixedThreadPool(count)) {
            var calls = IntStream.range(0, count)
                    .mapToObj(i -> (Callable<R>) () -> {
                        together.await();
                        return action.apply(i);
                    })
                    .toList();
            for (var future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
        }
        return results;
    }

    /** Ten wrong tries, so that the account begins to back off. */
    private ChallengeId useUpAChallenge(PasscodeTestbed.Somebody somebody) {
        var challenge = scene.askAndSend(somebody);
        IntStream.range(0, 5).forEach(i -> scene.answer(challenge, scene.aWrongCodeFor(somebody)));
        clock.advance(Duration.ofMinutes(1));
        scene.askAgainAndSend(somebody, challenge);
        IntStream.range(0, 5).forEach(i -> scene.answer(challenge, scene.aWrongCodeFor(somebody)));
        return challenge;
    }

    private record Fresh(ChallengeId challenge, String code, String wrong) {}

    /** A code by a channel that has its limits still to itself. */
    private Fresh aFreshCodeFor(PasscodeTestbed.Somebody somebody) {
        var channels = new PasscodeChannels(Scene.aMobile(), null);
        var link = scene.anOpenedLink(somebody.account(), channels);
        var channel = channels.inOrder().getFirst();
        var challenge = passcodes.ask(link, channel, BROWSER, null, NETWORK);
        scene.run(challenge);
        var code = post.lastCode(channel.target());
        return new Fresh(challenge, code, code.equals("000000") ? "000001" : "000000");
    }

    private Duration backOff(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.BackOff.class);
        return Duration.between(clock.instant(), ((Answer.BackOff) answer).from());
    }

    private static SignedIn somebodySignedIn(Role role) {
        var channel = new PasscodeChannel.Sms(Scene.aMobile());
        return new SignedIn(AccountId.random(), "Staff", Scene.anAddress(), null, Set.of(role), Set.of(channel));
    }

    private int sendingsOf(ChallengeId challenge) {
        return scene.database()
                .sql("select count(*) from passcode_sending where challenge_id = ?")
                .param(challenge.value())
                .query(Integer.class)
                .single();
    }

    private List<String> hashesOf(ChallengeId challenge) {
        return scene.database()
                .sql("select hash from passcode where challenge_id = ? and hash is not null")
                .param(challenge.value())
                .query(String.class)
                .list();
    }
}
