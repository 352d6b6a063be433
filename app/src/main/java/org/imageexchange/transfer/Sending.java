package org.imageexchange.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.Institution;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.Packages;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.policy.Policies;
import org.imageexchange.processes.Messages;
import org.imageexchange.workflow.ProcessOutbox;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends studies to a person, and puts right what went wrong with it; for the radiology of the sending institution. Who
 * passed a transfer on may withdraw what came of it, too.
 */
@Service
public class Sending {

    private final Transfers transfers;
    private final Packages packages;
    private final Accounts accounts;
    private final Institutions institutions;
    private final SignInLinks links;
    private final Policies policies;
    private final ProcessOutbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sending(
            Transfers transfers,
            Packages packages,
            Accounts accounts,
            Institutions institutions,
            SignInLinks links,
            Policies policies,
            ProcessOutbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.transfers = transfers;
        this.packages = packages;
        this.accounts = accounts;
        this.institutions = institutions;
        this.links = links;
        this.policies = policies;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What is sent, as it was typed.
     *
     * @param retentionDays how long the transfer can be opened, in days
     */
    public record SendImages(
            Set<StudyId> studies,
            String recipientName,
            String email,
            String organisation,
            String mobile,
            String secondEmail,
            String message,
            int retentionDays) {

        @Override
        public String toString() {
            return "SendImages[hidden]";
        }
    }

    /** A corrected contact, as it was typed. */
    public record Contact(String recipientName, String email, String organisation, String mobile, String secondEmail) {

        @Override
        public String toString() {
            return "Contact[hidden]";
        }
    }

    /** The transfer exists, or what is wrong with the form. */
    public sealed interface Outcome permits Sent, Invalid {}

    /** It exists as <i>Preparing</i>. */
    public record Sent(TransferId transfer) implements Outcome {}

    /** Nothing happened; each problem belongs to a field and is in the user's words. */
    public record Invalid(List<Problem> problems) implements Outcome {}

    /** A problem with one field. */
    public record Problem(Field field, String message) {}

    /** The fields of the forms. */
    public enum Field {
        STUDIES,
        RECIPIENT_NAME,
        EMAIL,
        ORGANISATION,
        MOBILE,
        SECOND_EMAIL,
        MESSAGE,
        RETENTION_DAYS
    }

    /** @param requestKey made by the page for this form: sending the same form twice makes one transfer */
    public Outcome send(SignedIn by, UUID requestKey, SendImages form) {
        var sender = institutionOf(by);
        try {
            return transaction.execute(status -> sendOnce(by, sender, requestKey, form));
        } catch (DataIntegrityViolationException e) {
            // The same form at the same time: the other one made the transfer.
            return transfers
                    .findBySentByAndRequestKey(by.account(), requestKey)
                    .map(made -> new Sent(made.id()))
                    .orElseThrow(() -> e);
        }
    }

    private Outcome sendOnce(SignedIn by, Institution sender, UUID requestKey, SendImages typed) {
        var done = transfers.findBySentByAndRequestKey(by.account(), requestKey);
        if (done.isPresent()) {
            return new Sent(done.get().id());
        }
        var form = new SendingForm(policies.of(sender.id().value()));
        packages.refusalToCreate(by, typed.studies())
                .ifPresent(refusal -> form.problem(
                        Field.STUDIES,
                        switch (refusal) {
                            case NO_STUDIES -> "Choose at least one study.";
                            case STUDY_GONE -> "A chosen study is no longer here. Choose again.";
                            case TWO_PATIENTS ->
                                "The chosen studies are not all of one patient. Send each patient's images by themselves.";
                        }));
        var addressee = form.addressee(new Contact(
                typed.recipientName(), typed.email(), typed.organisation(), typed.mobile(), typed.secondEmail()));
        var message = form.message(typed.message());
        form.retention(typed.retentionDays());
        if (!form.problems().isEmpty() || addressee == null) {
            return new Invalid(form.problems());
        }

        var made = packages.create(by, typed.studies());
        var transfer = transfers.save(new Transfer(
                sender,
                by.account(),
                new Transfer.Dispatch(
                        requestKey,
                        made,
                        packages.facts(made).patient().name(),
                        addressee,
                        message,
                        typed.retentionDays()),
                enrol(addressee),
                now()));
        Deliveries.start(outbox, transfer);
        return new Sent(transfer.id());
    }

    /** Before it was opened: another contact, and a new invitation; the old links end. */
    @Transactional
    public Outcome correctContact(SignedIn by, TransferId id, Contact contact) {
        var transfer = requireOwn(by, id);
        var now = now();
        var form = new SendingForm(policies.of(transfer.institution().value()));
        var addressee = form.addressee(contact);
        if (!transfer.standing().mayBeCorrected(now)) {
            form.problem(Field.EMAIL, whyNotCorrected(transfer.standing().at(now)));
        }
        if (!form.problems().isEmpty() || addressee == null) {
            return new Invalid(form.problems());
        }
        stopDelivery(transfer);
        transfer.correctContact(by.account(), addressee, enrol(addressee), institutionOf(by), now);
        transfers.save(transfer);
        Deliveries.start(outbox, transfer);
        return new Sent(transfer.id());
    }

    private static String whyNotCorrected(TransferStatus status) {
        return switch (status) {
            case PREPARING, NEW, COMPLETE, FAILED ->
                "The recipient has opened the images, so their contact can't be changed any more."
                        + " Withdraw the transfer and send the images again.";
            case DECLINED, WITHDRAWN, EXPIRED -> "The transfer has ended. Send the images again.";
        };
    }

    /** At any time: the next request or chunk is refused. What its recipient passed on is withdrawn with it. */
    @Transactional
    public void withdraw(SignedIn by, TransferId id) {
        var transfer = requireSent(by, id);
        var now = now();
        withdraw(by, transfer, now);
        for (var forward : transfers.findIdsOfForwardsOf(id)) {
            withdraw(by, transfers.requireLocked(forward), now);
        }
    }

    private void withdraw(SignedIn by, Transfer transfer, Instant now) {
        if (!transfer.standing().mayBeWithdrawn(now)) {
            return; // it has ended by itself meanwhile
        }
        stopDelivery(transfer);
        transfer.withdraw(by.account(), now);
        transfers.save(transfer);
    }

    /** A transfer that failed is delivered once more. */
    @Transactional
    public void tryAgain(SignedIn by, TransferId id) {
        var transfer = requireSent(by, id);
        if (!transfer.standing().mayBeTriedAgain()) {
            return; // a colleague has done it already
        }
        stopDelivery(transfer);
        transfer.tryAgain(by.account(), institutions.require(transfer.institution()), now());
        transfers.save(transfer);
        Deliveries.start(outbox, transfer);
    }

    private AccountId enrol(Addressee addressee) {
        return accounts.enrol(addressee.email(), addressee.name(), addressee.organisation(), addressee.channels());
    }

    /** Ends the links that were mailed, and whatever still works on the delivery; a delivery that is over is no error. */
    private void stopDelivery(Transfer transfer) {
        links.end(transfer.id().value().toString());
        outbox.correlate(Messages.DELIVERY_STOPPED, transfer.processKey(), Map.of());
    }

    /** Sent by the person's institution, or passed on by the person. */
    private Transfer requireSent(SignedIn by, TransferId id) {
        var transfer = transfers.requireLocked(id);
        var sends = by.is(Role.RADIOLOGY) && transfer.institution().equals(by.institution());
        if (!sends && !transfers.isPassedOnBy(by, transfer)) {
            throw Transfers.refused();
        }
        return transfer;
    }

    private Transfer requireOwn(SignedIn by, TransferId id) {
        var own = institutionOf(by).id();
        var transfer = transfers.requireLocked(id);
        if (!transfer.institution().equals(own)) {
            throw Transfers.refused();
        }
        return transfer;
    }

    private Institution institutionOf(SignedIn by) {
        if (by.institution() == null || !by.is(Role.RADIOLOGY)) {
            throw new AccessRefused("Sending is for the radiology of an institution");
        }
        return institutions.require(by.institution());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
