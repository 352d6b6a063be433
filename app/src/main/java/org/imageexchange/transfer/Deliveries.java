package org.imageexchange.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.imaging.PackageId;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.ProcessOutbox;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
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
    private final ProcessOutbox outbox;
    private final Clock clock;

    Deliveries(Transfers transfers, ProcessOutbox outbox, Clock clock) {
        this.transfers = transfers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * What is to be delivered.
     *
     * @param forwardedBy who passed it on, or null when it comes from the institution itself
     */
    public record Order(
            TransferId transfer,
            int number,
            PackageId packageId,
            InstitutionId institution,
            AccountId recipient,
            Addressee addressee,
            Instant availableUntil,
            @Nullable String forwardedBy) {}

    /** The order, while there is still something to do for it. */
    @Transactional(readOnly = true)
    public Optional<Order> find(TransferId id, int number) {
        return transfers
                .findById(id)
                .filter(transfer -> transfer.isDelivering(number, now()))
                .map(transfer -> order(transfer, number));
    }

    /** As {@link #find}, and nobody withdraws or changes it before the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Order> findLocked(TransferId id, int number) {
        return current(id, number).map(transfer -> order(transfer, number));
    }

    private static Order order(Transfer transfer, int number) {
        return new Order(
                transfer.id(),
                number,
                transfer.packageId(),
                transfer.institution(),
                transfer.recipient(),
                transfer.addressee(),
                transfer.availableUntil(),
                transfer.forwardedBy().orElse(null));
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

    /** The package that was to be had is lost: every transfer that offers it is delivered once more. */
    @Transactional
    public void renew(PackageId lost) {
        for (var id : transfers.findIdsByPackageId(lost)) {
            var transfer = transfers.requireLocked(id);
            if (transfer.standing().mayBeOpened(now())) {
                outbox.correlate(Messages.DELIVERY_STOPPED, transfer.processKey(), Map.of());
                transfer.renew(now());
                transfers.save(transfer);
                start(outbox, transfer);
            }
        }
    }

    /** Whether the delivery is stuck, so that whoever sees the transfer's row knows. */
    @Transactional
    public void delay(TransferId id, int number, boolean delayed) {
        transfers.findLocked(id).ifPresent(transfer -> {
            transfer.delay(number, delayed);
            transfers.save(transfer);
        });
    }

    /** Starts the process of the transfer's delivery that counts now. */
    static void start(ProcessOutbox outbox, Transfer transfer) {
        outbox.start(
                Messages.IMAGES_SENT,
                transfer.processKey(),
                Map.of(
                        Variables.TRANSFER_ID,
                        transfer.id().value().toString(),
                        Variables.DELIVERY,
                        transfer.delivery()));
    }

    private Optional<Transfer> current(TransferId id, int number) {
        return transfers.findLocked(id).filter(transfer -> transfer.isDelivering(number, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
