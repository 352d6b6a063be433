package org.imageexchange.notification;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Remembers that something was sent, never what. */
@Component
class NotificationRecord {

    private final StoredNotifications notifications;
    private final Clock clock;

    NotificationRecord(StoredNotifications notifications, Clock clock) {
        this.notifications = notifications;
        this.clock = clock;
    }

    @Transactional
    void note(String reference, Address to, String addressHash, String template, Notifications.Delivery result) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        notifications.insertUnlessThere(
                UUID.randomUUID(), reference, to.channel().name(), addressHash, to.masked(), template, now);
        notifications
                .findByReferenceAndChannelAndAddressHash(reference, to.channel(), addressHash)
                .orElseThrow()
                .tried(result, now);
    }
}
