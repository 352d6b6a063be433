package org.imageexchange.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.Packages;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The transfers that reach a person or were sent by their institution, as rows. */
@Service
public class Dashboard {

    private final JdbcClient jdbc;
    private final Transfers transfers;
    private final Packages packages;
    private final Clock clock;

    Dashboard(JdbcClient jdbc, Transfers transfers, Packages packages, Clock clock) {
        this.jdbc = jdbc;
        this.transfers = transfers;
        this.packages = packages;
        this.clock = clock;
    }

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
        /** Pass it on; whether there is one of the three left, {@code forwarding} knows. */
        FORWARD,
        /** See who passed it on to whom. */
        CUSTODY,
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
     * @param packed and {@code instances}: progress while it is prepared; both 0 otherwise
     * @param delayed whether its process is stuck and an administrator is needed
     * @param failure why it failed, in the user's words, or null
     * @param openedAt when the recipient first downloaded of it, or null
     * @param forwardedBy who passed it on, or null when it came from the institution itself
     * @param forwards how many transfers were made by passing it on
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
            @Nullable String forwardedBy,
            int forwards,
            Set<Action> actions) {

        @Override
        public String toString() {
            return "Row[" + id.value() + "]";
        }
    }

    /** A page of rows; {@code filter} matches patient name, institution and recipient. */
    public List<Row> rows(SignedIn by, Listing listing, String filter, boolean oldestFirst, int offset, int limit) {
        var now = now();
        var query = new DashboardQuery(by, filter, oldestFirst, now);
        var sql = switch (listing) {
            case HOME, ALL -> query.listed(now, offset, limit);
            case ACTION_REQUIRED -> query.actionRequired(now, offset, limit);
        };
        var found = jdbc.sql(sql)
                .params(query.parameters())
                .query(ListedTransfer::read)
                .list();
        return rows(by, found, now);
    }

    /** How many are new for me; counts to 99 and no further. */
    public int actionRequired(SignedIn by) {
        var now = now();
        var query = new DashboardQuery(by, "", false, now);
        return jdbc.sql(query.countOfActionRequired(now, 99))
                .params(query.parameters())
                .query(Integer.class)
                .single();
    }

    /** One row, or {@link org.imageexchange.account.AccessRefused}. */
    public Row row(SignedIn by, TransferId transfer) {
        var found = jdbc.sql(DashboardQuery.ONE)
                .param("id", transfer.value())
                .query(ListedTransfer::read)
                .list();
        return rows(by, found, now()).stream().findFirst().orElseThrow(Transfers::refused);
    }

    /** The contact as it stands, to be corrected; for the sending institution's radiology. */
    @Transactional(readOnly = true)
    public Addressee addressee(SignedIn by, TransferId transfer) {
        var found = transfers.require(transfer);
        if (!by.is(Role.RADIOLOGY) || !found.institution().equals(by.institution())) {
            throw Transfers.refused();
        }
        return found.addressee();
    }

    private List<Row> rows(SignedIn by, List<ListedTransfer> found, Instant now) {
        var preparing = found.stream()
                .filter(transfer -> transfer.standing().stored() == TransferStatus.PREPARING)
                .map(ListedTransfer::packageId)
                .collect(Collectors.toSet());
        var progress = packages.progress(preparing);
        return found.stream()
                .map(transfer -> transfer.asSeenBy(by, progress.get(transfer.packageId()), now))
                .flatMap(Optional::stream)
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
