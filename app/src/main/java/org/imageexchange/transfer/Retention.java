package org.imageexchange.transfer;

import java.time.Instant;
import org.imageexchange.account.Institution;

/** How long a transfer can be opened. */
final class Retention {

    private Retention() {}

    /** Days count where the sender works: fourteen days are over at the same time of day, summer time or not. */
    static Instant end(Institution sender, Instant from, int days) {
        return from.atZone(sender.zone()).plusDays(days).toInstant();
    }
}
