package org.imageexchange.passcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imageexchange.passcode.PasscodeTestbed.BROWSER;

import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.notification.Channel;
import org.imageexchange.passcode.PasscodeTestbed.Scene;
import org.imageexchange.passcode.Passcodes.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@DatabaseTest
@Import(PasscodeTestbed.class)
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "spring.jpa.properties.hibernate.generate_statistics=true",
            "portal.policy.network.sign-in-links-an-hour=10"
        })
class SignInRequestsTests {

    @Autowired
    private Passcodes passcodes;

    @Autowired
    private SignInRequestDesk desk;

    @Autowired
    private OpenSignInRequests open;

    @Autowired
    private SignInLinks links;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Scene scene;

    @Autowired
    private PasscodeTestbed.Heard heard;

    @Autowired
    private Post post;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient database;

    @Autowired
    private EntityManagerFactory hibernate;

    private String network = "198.51.100.1";

    @AfterEach
    void everyGatewayWorks() {
        post.repair();
    }

    @Test
    void somebody_who_exists_finds_a_link_that_leads_to_their_channels() {
        var somebody = scene.somebodyInvited();

        desk.mail(ask(somebody.email()));

        var opened = links.open(post.tokens(somebody.email().value()).getLast()).orElseThrow();
        assertThat(opened.account()).isEqualTo(somebody.account());
        assertThat(opened.channels())
                .containsExactlyInAnyOrderElementsOf(somebody.channels().inOrder());
        assertThat(heard.about(somebody.account())).contains(new SignInLinkMailed(somebody.account(), clock.instant()));
    }

    @Test
    void the_link_signs_in_within_its_hour_and_not_after() {
        var somebody = scene.somebodyInvited();
        desk.mail(ask(somebody.email()));
        var token = post.tokens(somebody.email().value()).getLast();
        var link = links.open(token).orElseThrow();

        var challenge = passcodes.ask(link.id(), somebody.sms(), BROWSER, null, network);
        scene.run(challenge);
        assertThat(scene.answer(challenge, scene.codeOf(somebody))).isInstanceOf(Answer.Accepted.class);

        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(links.open(token)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(links.open(token)).isEmpty();
    }

    @Test
    void for_somebody_unknown_the_same_is_done_and_nothing_is_mailed() {
        var known = scene.somebodyInvited().email();
        var unknown = Scene.anAddress();

        var forKnown = workFor(known);
        var forUnknown = workFor(unknown);

        assertThat(forUnknown).isEqualTo(forKnown);
        assertThat(forKnown.statements()).isPositive();
        assertThat(forKnown.rows()).containsEntry("state", "WAITING").containsEntry("has_email", true);
        assertThat(forKnown.messages()).containsExactly("exchange.signInLinkAsked");

        desk.mail(newest(unknown));
        assertThat(post.to(unknown.value())).isEmpty();
    }

    @Test
    void the_address_is_forgotten_when_the_request_is_dealt_with() {
        var known = scene.somebodyInvited().email();
        var unknown = Scene.anAddress();

        for (var email : List.of(known, unknown)) {
            desk.mail(ask(email));
        }

        var kept = database.sql("select count(*) from sign_in_request where email in (?, ?)")
                .params(known.value(), unknown.value())
                .query(Integer.class)
                .single();
        assertThat(kept).isZero();
    }

    @Test
    void what_is_no_address_is_answered_the_same_and_nothing_happens() {
        network = "203.0.113.99";
        for (var typed : List.of("", "morag", "a@b", "a@example.org\r\nBcc: x@example.net", "x".repeat(10_000))) {
            passcodes.askForSignInLink(typed, network);
        }

        assertThat(database.sql("select count(*) from sign_in_request where network_hash = ?")
                        .param(Fingerprint.ofNetwork(network))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_mailbox_gets_one_link_a_minute_and_five_an_hour_in_silence() {
        var somebody = scene.somebodyInvited();
        var mailbox = somebody.email().value();

        for (var i = 0; i < 10; i++) {
            network = "203.0.113." + i;
            desk.mail(ask(somebody.email()));
            clock.advance(Duration.ofSeconds(30));
        }
        assertThat(post.to(mailbox)).hasSize(5);

        clock.advance(Duration.ofMinutes(50));
        desk.mail(ask(somebody.email()));
        assertThat(post.to(mailbox)).hasSize(5);

        clock.advance(Duration.ofMinutes(10));
        desk.mail(ask(somebody.email()));
        assertThat(post.to(mailbox)).hasSize(6);
    }

    @Test
    void requests_for_one_mailbox_in_the_same_moment_mail_one_link() throws Exception {
        var somebody = scene.somebodyInvited();
        network = "203.0.113.77";
        IntStream.range(0, 6).forEach(i -> ask(somebody.email()));
        var requests = database.sql("select id from sign_in_request where email_hash = ?")
                .param(Fingerprint.ofMailbox(somebody.email().value()))
                .query(UUID.class)
                .list();
        assertThat(requests).hasSize(6);
        var together = new CyclicBarrier(requests.size());

        try (var workers = Executors.newFixedThreadPool(requests.size())) {
            var jobs = requests.stream()
                    .map(request -> workers.submit(() -> {
                        together.await();
                        desk.mail(request);
                        return request;
                    }))
                    .toList();
            for (var job : jobs) {
                job.get();
            }
        }

        assertThat(post.to(somebody.email().value())).hasSize(1);
    }

    @Test
    void a_network_that_asks_too_often_starts_no_more_processes(CapturedOutput log) {
        network = "203.0.113.200";
        for (var i = 0; i < 10; i++) {
            ask(Scene.anAddress());
        }
        var somebody = scene.somebodyInvited();

        clock.advance(Duration.ofMinutes(30));
        passcodes.askForSignInLink(somebody.email().value(), network);

        assertThat(database.sql("select id from sign_in_request where email_hash = ?")
                        .param(Fingerprint.ofMailbox(somebody.email().value()))
                        .query(UUID.class)
                        .list())
                .as("what would wait, or count against the network")
                .isEmpty();
        assertThat(log.getOut()).contains("sign-in links an hour").doesNotContain(network);
        clock.advance(Duration.ofMinutes(30));
        desk.mail(ask(somebody.email()));
        assertThat(post.to(somebody.email().value())).hasSize(1);
    }

    @Test
    void a_mail_server_that_is_down_is_trouble_and_a_later_try_mails_the_link() {
        var somebody = scene.somebodyInvited();
        network = "203.0.113.90";
        var request = ask(somebody.email());
        post.breakDown(Channel.EMAIL);

        assertThatThrownBy(() -> desk.mail(request))
                .isInstanceOf(NotHandedOver.class)
                .hasMessage("The gateway of EMAIL is down.");
        post.repair();
        clock.advance(Duration.ofSeconds(10));
        desk.mail(request);

        assertThat(post.tokens(somebody.email().value())).hasSize(1);
    }

    @Test
    void a_repeat_of_the_job_after_its_end_mails_nothing_more() {
        var somebody = scene.somebodyInvited();
        network = "203.0.113.91";
        var request = ask(somebody.email());

        desk.mail(request);
        desk.mail(request);

        assertThat(post.tokens(somebody.email().value())).hasSize(1);
    }

    @Test
    void somebody_whom_no_passcode_can_reach_is_mailed_nothing() {
        var email = Scene.anAddress();
        accounts.enrol(email, "Morag", "", PasscodeChannels.NONE);
        network = "203.0.113.92";

        desk.mail(ask(email));

        assertThat(post.to(email.value())).isEmpty();
    }

    @Test
    void a_request_that_does_not_exist_is_nothing() {
        desk.mail(UUID.randomUUID());
    }

    @Test
    void only_requests_that_are_not_dealt_with_want_a_process() {
        network = "203.0.113.93";
        var waiting = ask(Scene.anAddress());
        var done = ask(Scene.anAddress());
        desk.mail(done);

        var keys = open.openAfter("", 1000).stream().map(start -> start.processKey());

        assertThat(keys).contains(waiting.toString()).doesNotContain(done.toString());
        assertThat(open.openAfter(waiting.toString(), 1000))
                .extracting(start -> start.processKey())
                .doesNotContain(waiting.toString());
    }

    private record Work(long statements, Map<String, Object> rows, List<String> messages) {}

    /** What giving an address on the front page does to the database. */
    private Work workFor(EmailAddress email) {
        var statistics = hibernate.unwrap(SessionFactory.class).getStatistics();
        var before = statistics.getPrepareStatementCount();
        var request = ask(email);
        var row = database.sql("""
                        select state, email is not null as has_email, allowed_at, network_hash
                        from sign_in_request where id = ?""").param(request).query().singleRow();
        return new Work(statistics.getPrepareStatementCount() - before, row, scene.messagesFor(request));
    }

    private UUID ask(EmailAddress email) {
        passcodes.askForSignInLink(" " + email.value().toUpperCase() + " ", network);
        return newest(email);
    }

    private UUID newest(EmailAddress email) {
        return database.sql("select id from sign_in_request where email_hash = ? order by asked_at desc, id limit 1")
                .param(Fingerprint.ofMailbox(email.value()))
                .query(UUID.class)
                .single();
    }
}
