package org.imageexchange.passcode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.audit.Audited;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Notifications;
import org.imageexchange.passcode.PasscodeIssuing.Way;
import org.imageexchange.policy.Policies;
import org.imageexchange.workflow.ProcessOutbox;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real services over the real schema; gateways in memory, and a test in the place of the process. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackageClasses = {Accounts.class, Notifications.class, Passcodes.class},
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Tests|IT|Testbed|DemoSeed).*"))
@ComponentScan(
        basePackageClasses = ProcessOutbox.class,
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ProcessOutbox.class))
@Import({Policies.class, MovedClock.class})
public class PasscodeTestbed {

    static final String BROWSER = "a browser session";
    static final String NETWORK = "192.0.2.1";

    @Bean
    Post post() {
        return new Post();
    }

    @Bean
    Gateway mailGateway(Post post) {
        return post.gateway(Channel.EMAIL);
    }

    @Bean
    Gateway smsGateway(Post post) {
        return post.gateway(Channel.SMS);
    }

    @Bean
    Heard heard() {
        return new Heard();
    }

    @Bean
    Scene scene(
            Accounts accounts,
            SignInLinks links,
            Passcodes passcodes,
            PasscodeIssuing issuing,
            MovedClock clock,
            Post post,
            JdbcClient database) {
        return new Scene(accounts, links, passcodes, issuing, clock, post, database);
    }

    /** What the audit record would hear. */
    static class Heard {

        private final List<Audited> events = Collections.synchronizedList(new ArrayList<>());

        @EventListener
        void on(Audited event) {
            events.add(event);
        }

        List<Audited> about(AccountId account) {
            return events.stream()
                    .filter(event -> switch (event) {
                        case PersonSignedIn e -> e.account().equals(account);
                        case PasscodeRefused e -> e.account().equals(account);
                        case PasscodeSent e -> e.account().equals(account);
                        case SignInLinkMailed e -> e.account().equals(account);
                        case AccountReleased e -> e.account().equals(account);
                        default -> false;
                    })
                    .toList();
        }
    }

    /** A person with an opened link. */
    public record Somebody(EmailAddress email, AccountId account, UUID link, PasscodeChannels channels) {

        public PasscodeChannel sms() {
            return channels.inOrder().getFirst();
        }

        public PasscodeChannel secondEmail() {
            return channels.inOrder().getLast();
        }
    }

    /** What most tests begin with. */
    public record Scene(
            Accounts accounts,
            SignInLinks links,
            Passcodes passcodes,
            PasscodeIssuing issuing,
            MovedClock clock,
            Post post,
            JdbcClient database) {

        /** Somebody who was invited, with a mobile and a second mailbox that the sender named. */
        public Somebody somebodyInvited() {
            var channels = new PasscodeChannels(aMobile(), anAddress());
            var email = anAddress();
            var account = accounts.enrol(email, "Morag Reid", "Reid & Sons", channels);
            return new Somebody(email, account, anOpenedLink(account, channels), channels);
        }

        UUID anOpenedLink(AccountId account, PasscodeChannels channels) {
            var path = links.issue(
                    account,
                    channels,
                    "transfer-" + account.value(),
                    clock.instant().plus(days(14)));
            return links.open(path.substring(SignInLinks.PATH.length()))
                    .orElseThrow()
                    .id();
        }

        public ChallengeId ask(Somebody somebody) {
            return passcodes.ask(somebody.link(), somebody.sms(), BROWSER, null, NETWORK);
        }

        /** Asks, and does what the process does next. */
        ChallengeId askAndSend(Somebody somebody) {
            var challenge = ask(somebody);
            run(challenge);
            return challenge;
        }

        void askAgainAndSend(Somebody somebody, ChallengeId challenge) {
            passcodes.ask(somebody.link(), somebody.sms(), BROWSER, challenge, NETWORK);
            run(challenge);
        }

        void run(ChallengeId challenge) {
            if (issuing.checkLimits(challenge).allowed()) {
                issuing.send(challenge, Way.CHOSEN);
            }
        }

        Passcodes.Answer answer(ChallengeId challenge, String code) {
            return passcodes.answer(challenge, BROWSER, code, null);
        }

        String codeOf(Somebody somebody) {
            return post.lastCode(somebody.sms().target());
        }

        /** Six digits that are none of the codes that were sent to somebody. */
        String aWrongCodeFor(Somebody somebody) {
            var right = post.codes(somebody.sms().target());
            for (var guess = 0; ; guess++) {
                var code = "%06d".formatted(guess);
                if (!right.contains(code)) {
                    return code;
                }
            }
        }

        /** The messages to the engine about a challenge or a request, in order. */
        List<String> messagesFor(UUID key) {
            return database.sql("select message from process_outbox where correlation_key = ? order by position")
                    .param(key.toString())
                    .query(String.class)
                    .list();
        }

        static EmailAddress anAddress() {
            return new EmailAddress("somebody-" + UUID.randomUUID() + "@example.org");
        }

        static MobileNumber aMobile() {
            var digits = Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1_000_000_000L);
            return new MobileNumber("+447%09d".formatted(digits));
        }

        private static Duration days(int days) {
            return Duration.ofDays(days);
        }
    }
}
