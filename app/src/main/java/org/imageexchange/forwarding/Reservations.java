package org.imageexchange.forwarding;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.imageexchange.policy.Policy;
import org.imageexchange.transfer.TransferId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The places among the three forwards of a transfer. What was forwarded holds its place for good, a wizard only until an
 * end that each step renews: so a place comes back by itself, whatever became of its wizard.
 *
 * <p>Whoever takes a place holds the lock on the transfer; giving one back needs none.
 */
@Component
class Reservations {

    /** A place; one without an end is used up. */
    private record Place(DraftId draft, @Nullable Instant end) {

        boolean counts(Instant now) {
            return end == null || end.isAfter(now);
        }
    }

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many of the three are left. */
    @Transactional(readOnly = true)
    public int left(TransferId transfer, Instant now) {
        var taken = places(transfer).stream().filter(place -> place.counts(now)).count();
        return Math.max(0, Policy.MOST_FORWARDS - (int) taken);
    }

    /** Takes or renews the draft's place until {@code end}; false when there is none left for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reserve(DraftId draft, TransferId transfer, Instant now, Instant end) {
        return take(draft, transfer, now, end.atOffset(ZoneOffset.UTC));
    }

    /** The draft's place is used up, for good; false when it had lost it and there is none left. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean use(DraftId draft, TransferId transfer, Instant now) {
        return take(draft, transfer, now, null);
    }

    /** The draft ended without a forward. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(DraftId draft) {
        jdbc.sql("delete from forward_reservation where draft_id = :draft and expires_at is not null")
                .param("draft", draft.value())
                .update();
    }

    private boolean take(DraftId draft, TransferId transfer, Instant now, @Nullable OffsetDateTime end) {
        var places = places(transfer);
        var own = places.stream().filter(place -> place.draft().equals(draft)).findFirst();
        if (own.isPresent() && own.get().end() == null) {
            return true; // used up already, by this very draft
        }
        var others = places.stream()
                .filter(place -> !place.draft().equals(draft) && place.counts(now))
                .count();
        if (others >= Policy.MOST_FORWARDS) {
            giveBack(draft);
            return false;
        }
        var sql = own.isPresent()
                ? "update forward_reservation set expires_at = :end where draft_id = :draft and transfer_id = :transfer"
                : "insert into forward_reservation (draft_id, transfer_id, expires_at) values (:draft, :transfer, :end)";
        jdbc.sql(sql)
                .param("draft", draft.value())
                .param("transfer", transfer.value())
                .param("end", end, Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        return true;
    }

    private List<Place> places(TransferId transfer) {
        return jdbc.sql("select draft_id, expires_at from forward_reservation where transfer_id = :transfer")
                .param("transfer", transfer.value())
                .query((row, number) -> {
                    var end = row.getObject("expires_at", OffsetDateTime.class);
                    return new Place(
                            new DraftId(row.getObject("draft_id", UUID.class)), end == null ? null : end.toInstant());
                })
                .list();
    }
}
