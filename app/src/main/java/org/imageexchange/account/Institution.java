package org.imageexchange.account;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A hospital or board that sends images; days count in its time zone.
 *
 * @param mailbox where notices for its radiology go, or null: then to each of its radiology accounts
 */
public record Institution(
        InstitutionId id,
        String name,
        ZoneId zone,
        String contact,
        @Nullable EmailAddress mailbox) {

    public Institution(InstitutionId id, String name, ZoneId zone, String contact) {
        this(id, name, zone, contact, null);
    }
}
