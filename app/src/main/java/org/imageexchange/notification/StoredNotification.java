package org.imageexchange.notification;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.imageexchange.notification.Notifications.Delivery;
import org.imageexchange.notification.Notifications.NotSent;
import org.imageexchange.notification.Notifications.Sent;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "notification")
class StoredNotification {

    private static final int LONGEST_FAILURE = 400;

    enum State {
        SENT,
        FAILED
    }

    @Id
    private UUID id;

    private String reference;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Channel channel;

    private String addressHash;
    private String maskedAddress;
    private String template;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    private int attempts;
    private @Nullable String failure;
    private Instant firstTriedAt;
    private Instant lastTriedAt;
    private @Nullable Instant sentAt;

    @SuppressWarnings("NullAway.Init")
    protected StoredNotification() {}

    /** What was handed over once stays sent, even when a repeat fails. */
    void tried(Delivery result, Instant now) {
        attempts++;
        lastTriedAt = now;
        switch (result) {
            case Sent() -> {
                state = State.SENT;
                failure = null;
                if (sentAt == null) {
                    sentAt = now;
                }
            }
            case NotSent(var reason) ->
                failure = reason.length() <= LONGEST_FAILURE ? reason : reason.substring(0, LONGEST_FAILURE);
        }
    }
}
