package org.imageexchange.transfer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.Packages;
import org.imageexchange.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What passing a transfer on reads from it, and makes of it. How often it may be done is counted by whoever calls. */
@Service
public class Forwards {

    private final Transfers transfers;
    private final Packages packages;
    private final Accounts accounts;
    private final Institutions institutions;
    private final Policies policies;
    private final Clock clock;

    Forwards(
            Transfers transfers,
            Packages packages,
            Accounts accounts,
            Institutions institutions,
            Policies policies,
            Clock clock) {
        this.transfers = transfers;
        this.packages = packages;
        this.accounts = accounts;
        this.institutions = institutions;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * What somebody is about to pass on.
     *
     * @param patientSex M, F, O, or empty
     */
    public record Origin(
            TransferId transfer,
            InstitutionId institution,
            String patientName,
            String patientId,
            String patientSex,
            @Nullable LocalDate patientBirthDate,
            Instant availableUntil) {

        @Override
        public String toString() {
            return "Origin[" + transfer.value() + "]";
        }
    }

    /**
     * What is to be made.
     *
     * @param key names it: the same key makes one transfer
     * @param by whoever received the original
     */
    public record Passing(UUID key, AccountId by, Addressee addressee, String message, int retentionDays) {

        @Override
        public String toString() {
            return "Passing[" + key + "]";
        }
    }

    /** Over which of the person's proven channels the transfer reaches them; empty when it doesn't, or isn't there. */
    @Transactional(readOnly = true)
    public Optional<PasscodeChannel> reaches(SignedIn by, TransferId id) {
        return transfers
                .findById(id)
                .filter(transfer -> transfer.reaches(by) && transfer.standing().isShownToRecipient())
                .flatMap(transfer -> transfer.addressee().channels().inOrder().stream()
                        .filter(by.proven()::contains)
                        .findFirst());
    }

    /** Why the person may not pass the transfer on now; empty if they may. */
    @Transactional(readOnly = true)
    public Optional<ForwardingRefusal> refusal(AccountId by, TransferId id) {
        return transfers.require(id).refusalToForward(by, now());
    }

    /** As {@link #refusal}, and nobody else decides about this transfer before the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<ForwardingRefusal> refusalLocked(AccountId by, TransferId id) {
        return transfers.requireLocked(id).refusalToForward(by, now());
    }

    /** What would be passed on; for whoever may. */
    @Transactional(readOnly = true)
    public Origin origin(TransferId id) {
        var transfer = transfers.require(id);
        var patient = packages.facts(transfer.packageId()).patient();
        return new Origin(
                id,
                transfer.institution(),
                patient.name(),
                patient.id(),
                patient.sex(),
                patient.birthDate(),
                transfer.availableUntil());
    }

    /** The most days that a forward may last: what policy allows, as far as the original's own end reaches. */
    @Transactional(readOnly = true)
    public int longestDays(TransferId id) {
        var transfer = transfers.require(id);
        var allowed = policies.of(transfer.institution().value()).longestRetentionDays();
        var left = Duration.between(now(), transfer.availableUntil());
        var days = left.toDays() + (left.minusDays(left.toDays()).isZero() ? 0 : 1);
        return (int) Math.clamp(days, 1, allowed);
    }

    /** Until when a forward of so many days could be opened, were it made now; never beyond the original's own end. */
    @Transactional(readOnly = true)
    public Instant endAfter(TransferId id, int days) {
        return endAfter(transfers.require(id), days);
    }

    private Instant endAfter(Transfer transfer, int days) {
        var end = Retention.end(institutions.require(transfer.institution()), now(), days);
        return end.isBefore(transfer.availableUntil()) ? end : transfer.availableUntil();
    }

    /** The transfer that was made under this key. */
    @Transactional(readOnly = true)
    public Optional<TransferId> find(AccountId by, UUID key) {
        return transfers.findBySentByAndRequestKey(by, key).map(Transfer::id);
    }

    /** Makes the new transfer; its process delivers it. Call it only after {@link #refusalLocked}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public TransferId forward(TransferId id, Passing passing) {
        var origin = transfers.requireLocked(id);
        var to = passing.addressee();
        var forwarder = accounts.require(passing.by());
        var made = origin.forward(
                new Transfer.Passing(
                        passing.key(),
                        forwarder.name(),
                        to,
                        passing.message(),
                        passing.retentionDays(),
                        endAfter(origin, passing.retentionDays())),
                accounts.enrol(to.email(), to.name(), to.organisation(), to.channels()),
                now());
        transfers.save(made);
        transfers.save(origin);
        return made.id();
    }

    /** Whose account it reaches. */
    @Transactional(readOnly = true)
    public AccountId recipientOf(TransferId id) {
        return transfers.require(id).recipient();
    }

    @Transactional(readOnly = true)
    public Instant sentAt(TransferId id) {
        return transfers.require(id).sentAt();
    }

    /** The process key of the first delivery of what was made; a correction or a withdrawal stops it by this. */
    public static String deliveryKey(TransferId made) {
        return Transfer.processKey(made, 1);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
