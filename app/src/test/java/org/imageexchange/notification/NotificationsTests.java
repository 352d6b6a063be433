package org.imageexchange.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.notification.Notifications.NotSent;
import org.imageexchange.notification.Notifications.Sent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
@Import({
    Notifications.class,
    NotificationRecord.class,
    Gateways.class,
    Templates.class,
    MovedClock.class,
    NotificationsTests.InMemory.class
})
class NotificationsTests {

    private static final Address MAILBOX = new Address.Email("morag@example.org");
    private static final Address PHONE = new Address.Mobile("+447700900155");

    @Autowired
    private Notifications notifications;

    @Autowired
    private InMemory.Mail mail;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient database;

    private String reference;

    @BeforeEach
    void aNewNotice() {
        mail.sent.clear();
        reference = "transfer:" + UUID.randomUUID();
        mail.refusal = null;
    }

    @Test
    void a_notice_that_was_taken_is_recorded_with_template_masked_address_and_state() {
        assertThat(notifications.send(reference, MAILBOX, anInvitation())).isEqualTo(new Sent());

        assertThat(record())
                .singleElement()
                .isEqualTo(new Record("EMAIL", "m•••@example.org", "invitation", "SENT", 1, null, clock.instant()));
    }

    @Test
    void the_record_holds_neither_text_nor_address() {
        notifications.send(reference, MAILBOX, new Notice.Passcode("739104", 10));

        var row = database.sql("select * from notification where reference = ?")
                .param(reference)
                .query()
                .singleRow();
        assertThat(row.values().toString()).doesNotContain("739104", "morag", "passcode is");
    }

    @Test
    void a_repeat_goes_out_under_the_same_id_and_counts_on_the_same_record() {
        notifications.send(reference, MAILBOX, anInvitation());
        clock.advance(Duration.ofMinutes(1));

        notifications.send(reference, MAILBOX, anInvitation());

        assertThat(mail.sent())
                .hasSize(2)
                .extracting(Message::id)
                .containsOnly(mail.sent().getFirst().id());
        assertThat(record()).singleElement().extracting(Record::attempts).isEqualTo(2);
    }

    @Test
    void another_notice_and_another_address_have_other_ids() {
        notifications.send(reference, MAILBOX, anInvitation());
        notifications.send(reference, new Address.Email("somebody@example.net"), anInvitation());
        notifications.send(reference + ":2", MAILBOX, anInvitation());

        assertThat(mail.sent()).extracting(Message::id).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void the_same_notice_by_another_channel_is_another_record() {
        notifications.send(reference, PHONE, new Notice.Passcode("739104", 10));
        notifications.send(reference, MAILBOX, new Notice.Passcode("739104", 10));

        assertThat(record()).extracting(Record::channel).containsExactlyInAnyOrder("SMS", "EMAIL");
    }

    @Test
    void a_notice_that_was_not_taken_is_recorded_with_the_reason_and_then_as_sent() {
        mail.refusal = "The mail server refused the message (SMTP 451).";
        assertThat(notifications.send(reference, MAILBOX, anInvitation()))
                .isEqualTo(new NotSent("The mail server refused the message (SMTP 451)."));
        assertThat(record())
                .singleElement()
                .isEqualTo(new Record("EMAIL", "m•••@example.org", "invitation", "FAILED", 1, mail.refusal, null));

        mail.refusal = null;
        clock.advance(Duration.ofMinutes(5));
        notifications.send(reference, MAILBOX, anInvitation());

        assertThat(record())
                .singleElement()
                .isEqualTo(new Record("EMAIL", "m•••@example.org", "invitation", "SENT", 2, null, clock.instant()));
    }

    @Test
    void what_was_handed_over_stays_sent_when_a_repeat_fails() {
        notifications.send(reference, MAILBOX, anInvitation());
        mail.refusal = "The mail server can't be reached.";

        notifications.send(reference, MAILBOX, anInvitation());

        assertThat(record()).singleElement().extracting(Record::state).isEqualTo("SENT");
    }

    @Test
    void repeats_in_the_same_moment_count_on_one_record() throws Exception {
        var together = new CyclicBarrier(6);
        Callable<Notifications.Delivery> send = () -> {
            together.await();
            return notifications.send(reference, MAILBOX, anInvitation());
        };

        try (var workers = Executors.newFixedThreadPool(6)) {
            for (var sent :
                    workers.invokeAll(IntStream.range(0, 6).mapToObj(i -> send).toList())) {
                assertThat(sent.get()).isEqualTo(new Sent());
            }
        }

        assertThat(record()).singleElement().extracting(Record::attempts).isEqualTo(6);
    }

    @Test
    void the_log_says_what_happened_without_names_addresses_or_codes(CapturedOutput log) {
        notifications.send(reference, PHONE, new Notice.Passcode("739104", 10));
        mail.refusal = "The mail server can't be reached.";
        notifications.send(reference, MAILBOX, anInvitation());

        assertThat(log.getOut())
                .contains("Sent passcode by SMS for " + reference)
                .contains("Could not send invitation by EMAIL for " + reference)
                .doesNotContain("739104", "morag", "Morag", "7700900155");
    }

    private static Notice anInvitation() {
        var until = Instant.parse("2026-12-08T09:00:00Z");
        return new Notice.Invitation(
                "Morag Reid", "Northwick", "https://images.example.org/link/token", until, ZoneId.of("Europe/London"));
    }

    private List<Record> record() {
        return database.sql("""
                        select channel, masked_address, template, state, attempts, failure, sent_at
                        from notification where reference = ?""")
                .param(reference)
                .query((row, i) -> new Record(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getString(6),
                        row.getTimestamp(7) == null ? null : row.getTimestamp(7).toInstant()))
                .list();
    }

    private record Record(
            String channel,
            String maskedAddress,
            String template,
            String state,
            int attempts,
            @Nullable String failure,
            @Nullable Instant sentAt) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class InMemory {

        @Bean
        Mail mail() {
            return new Mail();
        }

        @Bean
        Gateway sms() {
            return new Gateway() {
                @Override
                public Channel channel() {
                    return Channel.SMS;
                }

                @Override
                public void handOver(Message message) {}
            };
        }

        static class Mail implements Gateway {

            private final List<Message> sent = Collections.synchronizedList(new ArrayList<>());
            private volatile @Nullable String refusal;

            List<Message> sent() {
                return List.copyOf(sent);
            }

            @Override
            public Channel channel() {
                return Channel.EMAIL;
            }

            @Override
            public void handOver(Message message) throws NotTaken {
                var reason = refusal;
                if (reason != null) {
                    throw new NotTaken(reason);
                }
                sent.add(message);
            }
        }
    }
}
