package org.imageexchange.notification.demo;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.Message;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "demo_message")
class DemoMessage {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Channel channel;

    private String recipient;
    private @Nullable String subject;
    private String body;
    private Instant sentAt;

    @SuppressWarnings("NullAway.Init")
    protected DemoMessage() {}

    DemoMessage(Message message, Instant sentAt) {
        this.channel = message.to().channel();
        this.recipient = message.to().value();
        this.subject = message.subject();
        this.body = message.text();
        this.sentAt = sentAt;
    }

    /** As {@code /demo/outbox.json} shows it. */
    record Shown(
            long id, Channel channel, String to, @Nullable String subject, String text, Instant sentAt) {

        @Override
        public String toString() {
            return "Shown[hidden]";
        }
    }

    Shown shown() {
        return new Shown(id == null ? 0 : id, channel, recipient, subject, body, sentAt);
    }
}
