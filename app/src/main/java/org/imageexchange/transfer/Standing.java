package org.imageexchange.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be done with a transfer at a moment: the rules of its life, for the aggregate and for the rows of lists.
 *
 * @param stored never {@link TransferStatus#EXPIRED}, which follows from the time
 */
record Standing(
        TransferStatus stored,
        Instant availableUntil,
        @Nullable Instant openedAt) {

    TransferStatus at(Instant now) {
        return isOver(now) ? TransferStatus.EXPIRED : stored;
    }

    private boolean isOver(Instant now) {
        return switch (stored) {
            case PREPARING, NEW, COMPLETE -> !now.isBefore(availableUntil);
            case DECLINED, WITHDRAWN, EXPIRED, FAILED -> false;
        };
    }

    boolean mayBeOpened(Instant now) {
        var status = at(now);
        return status == TransferStatus.NEW || status == TransferStatus.COMPLETE;
    }

    /** Whether its delivery still makes sense. */
    boolean mayBeDelivered(Instant now) {
        var status = at(now);
        return status == TransferStatus.PREPARING || status == TransferStatus.NEW;
    }

    boolean mayBeWithdrawn(Instant now) {
        return switch (at(now)) {
            case PREPARING, NEW, COMPLETE, FAILED -> true;
            case DECLINED, WITHDRAWN, EXPIRED -> false;
        };
    }

    boolean mayBeCorrected(Instant now) {
        return openedAt == null
                && switch (at(now)) {
                    case PREPARING, NEW, FAILED -> true;
                    case COMPLETE, DECLINED, WITHDRAWN, EXPIRED -> false;
                };
    }

    boolean mayBeTriedAgain() {
        return stored == TransferStatus.FAILED;
    }

    /**
     * Whether its recipient sees it at all. Not before it is theirs to open; and what was withdrawn unopened was meant
     * for somebody else, more often than not.
     */
    boolean isShownToRecipient() {
        return switch (stored) {
            case NEW, COMPLETE, DECLINED, EXPIRED -> true;
            case WITHDRAWN -> openedAt != null;
            case PREPARING, FAILED -> false;
        };
    }
}
