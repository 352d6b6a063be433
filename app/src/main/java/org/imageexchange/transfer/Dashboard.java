package org.imageexchange.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.imageexchange.account.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The transfers that reach a person or were sent by their institution, as rows. */
@Service
public class Dashboard {

    /** The lists of the guide. */
    public enum Listing {
        /** The newest of both directions. */
        HOME,
        /** What is new for me. */
        ACTION_REQUIRED,
        /** The last 28 days, and whatever is still open. */
        ALL
    }

    /** What the person who sees a row may do with it. */
    public enum Action {
        DOWNLOAD,
        WITHDRAW,
        CORRECT_CONTACT,
        TRY_AGAIN
    }

    /** Whether a transfer came to me or left my institution. */
    public enum Direction {
        IN,
        OUT
    }

    /**
     * A row.
     *
     * @param institution where it came from; of a sent one, where it went to
     * @param message of the sender, empty when there is none
     * @param packed and {@code instances}: progress while it is prepared
     * @param delayed whether its process is stuck and an administrator is needed
     * @param failure why it failed, in the user's words, or null
     * @param openedAt when the recipient first downloaded of it, or null
     */
    public record Row(
            TransferId id,
            Direction direction,
            Instant date,
            String patientName,
            String institution,
            String recipientName,
            String message,
            TransferStatus status,
            boolean delayed,
            int packed,
            int instances,
            @Nullable String failure,
            Instant availableUntil,
            @Nullable Instant openedAt,
            Set<Action> actions) {

        @Override
        public String toString() {
            return "Row[" + id.value() + "]";
        }
    }

    /** A page of rows; {@code filter} matches patient name, institution and recipient. */
    public List<Row> rows(SignedIn by, Listing listing, String filter, boolean oldestFirst, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /** How many are new for me; counts to 99 and no further. */
    public int actionRequired(SignedIn by) {
        throw new UnsupportedOperationException();
    }

    /** One row, or {@link org.imageexchange.account.AccessRefused}. */
    public Row row(SignedIn by, TransferId transfer) {
        throw new UnsupportedOperationException();
    }

    /** The contact as it stands, to be corrected; for the sending institution's radiology. */
    public Addressee addressee(SignedIn by, TransferId transfer) {
        throw new UnsupportedOperationException();
    }
}
