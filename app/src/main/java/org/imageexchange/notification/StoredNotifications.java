package org.imageexchange.notification;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface StoredNotifications extends Repository<StoredNotification, UUID> {

    /** Two repeats of one job may get here in the same moment; they count on one record. */
    @Modifying
    @NativeQuery("""
            insert into notification (id, reference, channel, address_hash, masked_address, template, state, attempts,
              first_tried_at, last_tried_at)
            values (:id, :reference, :channel, :addressHash, :maskedAddress, :template, 'FAILED', 0, :now, :now)
            on conflict do nothing""")
    void insertUnlessThere(
            UUID id,
            String reference,
            String channel,
            String addressHash,
            String maskedAddress,
            String template,
            Instant now);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<StoredNotification> findByReferenceAndChannelAndAddressHash(
            String reference, Channel channel, String addressHash);
}
