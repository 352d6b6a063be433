package org.imageexchange.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.PackageId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may open a transfer's images: its recipient with a channel proven that the sender gave for it, and the radiology
 * that sent it; both only until it ends.
 */
@Service
public class Openings {

    private final Transfers transfers;
    private final Clock clock;

    Openings(Transfers transfers, Clock clock) {
        this.transfers = transfers;
        this.clock = clock;
    }

    /**
     * A transfer that somebody may open.
     *
     * @param byRecipient whether that is its recipient; what the sender looks at doesn't count as opened
     */
    public record Opening(TransferId transfer, PackageId packageId, boolean byRecipient) {}

    /** Empty alike when there is no such transfer, when it isn't theirs, and when it can't be opened now. */
    @Transactional(readOnly = true)
    public Optional<Opening> find(SignedIn by, TransferId id) {
        return transfers.findById(id).flatMap(transfer -> opening(by, transfer));
    }

    /** As {@link #find}, and notes that its recipient has opened it, if that is who asks. */
    @Transactional
    public Optional<Opening> open(SignedIn by, TransferId id) {
        var found = transfers.findLocked(id);
        var opening = found.flatMap(transfer -> opening(by, transfer));
        if (opening.isPresent() && opening.get().byRecipient()) {
            found.get().open(now());
            transfers.save(found.get());
        }
        return opening;
    }

    /** Its recipient was sent every byte. */
    @Transactional
    public void complete(TransferId id) {
        var transfer = transfers.requireLocked(id);
        transfer.complete(now());
        transfers.save(transfer);
    }

    private Optional<Opening> opening(SignedIn by, Transfer transfer) {
        if (!transfer.standing().mayBeOpened(now())) {
            return Optional.empty();
        }
        if (transfer.reaches(by)) {
            return Optional.of(new Opening(transfer.id(), transfer.packageId(), true));
        }
        var sender = by.is(Role.RADIOLOGY) && transfer.institution().equals(by.institution());
        return sender ? Optional.of(new Opening(transfer.id(), transfer.packageId(), false)) : Optional.empty();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
