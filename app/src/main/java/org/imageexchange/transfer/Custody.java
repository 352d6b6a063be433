package org.imageexchange.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who holds the images: the tree of transfers that grew from one package. */
@Service
public class Custody {

    private final Transfers transfers;
    private final Clock clock;

    Custody(Transfers transfers, Clock clock) {
        this.transfers = transfers;
        this.clock = clock;
    }

    /**
     * Somebody who holds the images, or held them.
     *
     * @param from who gave them on
     * @param organisation of the recipient, empty when it was not said
     * @param openedAt when they first made use of them, or null
     * @param forwards what they made of it themselves
     */
    public record Holder(
            TransferId transfer,
            String from,
            String recipientName,
            String organisation,
            Instant sentAt,
            Instant availableUntil,
            TransferStatus status,
            @Nullable Instant openedAt,
            List<Holder> forwards) {

        public Holder {
            forwards = List.copyOf(forwards);
        }

        @Override
        public String toString() {
            return "Holder[" + transfer.value() + "]";
        }
    }

    /**
     * The tree as far as the person may see it: all of it for the radiology that sent the images, and for somebody
     * outside what grew from their own transfer.
     */
    @Transactional(readOnly = true)
    public Holder of(SignedIn by, TransferId id) {
        var asked = transfers.require(id);
        var origin = asked.forwardedFrom().map(transfers::require).orElse(asked);
        var hospital = by.is(Role.RADIOLOGY) && origin.institution().equals(by.institution());
        var holder = origin.reaches(by) && origin.standing().isShownToRecipient();
        if (!hospital && !holder) {
            throw Transfers.refused();
        }
        return holder(origin, now());
    }

    private Holder holder(Transfer transfer, Instant now) {
        return new Holder(
                transfer.id(),
                transfer.forwardedBy().orElse(transfer.institutionName()),
                transfer.addressee().name(),
                transfer.addressee().organisation(),
                transfer.sentAt(),
                transfer.availableUntil(),
                transfer.standing().at(now),
                transfer.standing().openedAt(),
                transfers.findForwardsOf(transfer.id()).stream()
                        .map(forward -> holder(forward, now))
                        .toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
