package org.imageexchange.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.imaging.PackageId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a delivery's process reads from its transfer, and writes back.
 *
 * <p>For {@code delivery}, on nobody's behalf. Every method recognises a delivery that is done, was replaced by a newer
 * one or makes no sense any more, and leaves its transfer alone.
 */
@Service
public class Deliveries {

    private final Transfers transfers;
    private final Clock clock;

    Deliveries(Transfers transfers, Clock clock) {
        this.transfers = transfers;
        this.clock = clock;
    }

    /** What is to be delivered. */
    public record Order(
            TransferId transfer,
            int number,
            PackageId packageId,
            InstitutionId institution,
            AccountId recipient,
            Addressee addressee,
            Instant availableUntil) {}

    /** The order, while there is still something to do for it. */
    @Transactional(readOnly = true)
    public Optional<Order> find(TransferId id, int number) {
        return transfers
                .findById(id)
                .filter(transfer -> transfer.isDelivering(number, now()))
                .map(transfer -> new Order(
                        id,
                        number,
                        transfer.packageId(),
                        transfer.institution(),
                        transfer.recipient(),
                        transfer.addressee(),
                        transfer.availableUntil()));
    }

    /** From now on its recipient may open it. */
    @Transactional
    public void makeAvailable(TransferId id, int number) {
        current(id, number).ifPresent(transfer -> {
            transfer.makeAvailable(number, now());
            transfers.save(transfer);
        });
    }

    /** Its recipient has been told: the delivery is done. */
    @Transactional
    public void invited(TransferId id, int number) {
        current(id, number).ifPresent(transfer -> {
            transfer.invited(number);
            transfers.save(transfer);
        });
    }

    /** @param reason in the sender's words, with what to do */
    @Transactional
    public void fail(TransferId id, int number, String reason) {
        current(id, number).ifPresent(transfer -> {
            transfer.fail(number, reason, now());
            transfers.save(transfer);
        });
    }

    private Optional<Transfer> current(TransferId id, int number) {
        return transfers.findLocked(id).filter(transfer -> transfer.isDelivering(number, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
