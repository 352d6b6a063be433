package org.imageexchange.forwarding;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.Institutions;
import org.imageexchange.notification.Address;
import org.imageexchange.notification.Notice;
import org.imageexchange.notification.Notifications;
import org.imageexchange.notification.PortalAddress;
import org.imageexchange.policy.Policies;
import org.imageexchange.processes.Forms;
import org.imageexchange.recipient.Recipients;
import org.imageexchange.transfer.Addressee;
import org.imageexchange.transfer.ForwardingRefusal;
import org.imageexchange.transfer.Forwards;
import org.imageexchange.transfer.TransferId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of {@code forward-transfer} that nobody clicks. Each may come twice.
 *
 * <p>Whatever decides about a place among the three holds the lock on the transfer, and takes it before that of the draft.
 */
@Service
public class ForwardingProcess {

    /** What a reservation outlives its wizard by: an engine that was away for a while must not lose it. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final Drafts drafts;
    private final Answers answers;
    private final Reservations reservations;
    private final Destination destination;
    private final Disclaimers disclaimers;
    private final Forwards forwards;
    private final Recipients recipients;
    private final Institutions institutions;
    private final Policies policies;
    private final Notifications notifications;
    private final PortalAddress portal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ForwardingProcess(
            Drafts drafts,
            Answers answers,
            Reservations reservations,
            Destination destination,
            Disclaimers disclaimers,
            Forwards forwards,
            Recipients recipients,
            Institutions institutions,
            Policies policies,
            Notifications notifications,
            PortalAddress portal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.drafts = drafts;
        this.answers = answers;
        this.reservations = reservations;
        this.destination = destination;
        this.disclaimers = disclaimers;
        this.forwards = forwards;
        this.recipients = recipients;
        this.institutions = institutions;
        this.policies = policies;
        this.notifications = notifications;
        this.portal = portal;
        this.events = events;
        this.clock = clock;
    }

    /** Announced, in the transaction, when a draft has ended, one way or another. */
    record DraftEnded(DraftId draft) {}

    /** What became of the guard. */
    public sealed interface Guarded {

        /** @param patience after how long without a step the wizard ends */
        record Reserved(Duration patience) implements Guarded {}

        /** It is a forward already: its process began anew. */
        record Forwarded(TransferId made) implements Guarded {}

        record Refused(ForwardingRefusal why) implements Guarded {}
    }

    /** What became of the forward. */
    public sealed interface Outcome {

        record Forwarded(TransferId made) implements Outcome {}

        record Refused(ForwardingRefusal why) implements Outcome {}
    }

    /** The guard: takes one of the three places for the draft, or refuses and says so at the draft. */
    @Transactional
    public Guarded reserve(DraftId id) {
        var refusal = refusalLocked(id);
        var draft = drafts.requireLocked(id);
        if (draft.forward().isPresent()) {
            return new Guarded.Forwarded(draft.forward().get());
        }
        if (!draft.isOpen()) {
            return new Guarded.Refused(draft.refusal().orElse(ForwardingRefusal.NONE_LEFT));
        }
        refusal = refusal.or(() -> renewed(draft, now()));
        if (refusal.isPresent()) {
            refuse(id, refusal.get());
            return new Guarded.Refused(refusal.get());
        }
        return new Guarded.Reserved(patience(draft));
    }

    /** Locks the transfer, then; the draft's own lock comes after it. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<ForwardingRefusal> refusalLocked(DraftId id) {
        var author = drafts.findAuthor(id).orElseThrow(Drafts::refused);
        var transfer = drafts.findTransfer(id).orElseThrow(Drafts::refused);
        return forwards.refusalLocked(author, transfer);
    }

    /** A step was made: the draft keeps its place for as long as a wizard may rest; or why not, as a code. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<String> renew(Draft draft, Instant now) {
        return renewed(draft, now).map(ForwardingRefusal::name);
    }

    private Optional<ForwardingRefusal> renewed(Draft draft, Instant now) {
        var end = now.plus(patience(draft)).plus(GRACE);
        return reservations.reserve(draft.id(), draft.transfer(), now, end)
                ? Optional.empty()
                : Optional.of(ForwardingRefusal.NONE_LEFT);
    }

    private Duration patience(Draft draft) {
        return policies.of(forwards.origin(draft.transfer()).institution().value())
                .wizardIdle();
    }

    /** Whether the address book holds all that is needed of whom the draft goes to. */
    @Transactional(readOnly = true)
    public boolean isRecipientKnown(DraftId id) {
        return destination.known(drafts.require(id)).isPresent();
    }

    /** Writes down who approved which text. */
    @Transactional
    public void recordApproval(DraftId id) {
        var draft = drafts.require(id);
        if (draft.isOpen()) {
            var typed = answers.of(id, Forms.APPROVE_DISCLAIMER);
            disclaimers.approved(id, draft.author().account(), ApproveDisclaimerStep.disclaimer(typed));
        }
    }

    /** Makes the new transfer, once; or refuses, and says so at the draft. */
    @Transactional
    public Outcome forward(DraftId id) {
        var author = drafts.require(id).author();
        var refusal =
                forwards.refusalLocked(author.account(), drafts.require(id).transfer());
        var draft = drafts.requireLocked(id);
        if (draft.forward().isPresent()) {
            return new Outcome.Forwarded(draft.forward().get()); // the job came twice
        }
        if (!draft.isOpen()) {
            return new Outcome.Refused(draft.refusal().orElse(ForwardingRefusal.NONE_LEFT));
        }
        if (refusal.isEmpty() && !reservations.use(id, draft.transfer(), now())) {
            refusal = Optional.of(ForwardingRefusal.NONE_LEFT);
        }
        if (refusal.isPresent()) {
            refuse(id, refusal.get());
            return new Outcome.Refused(refusal.get());
        }
        return new Outcome.Forwarded(make(draft));
    }

    private TransferId make(Draft draft) {
        var id = draft.id();
        var recipient = destination
                .recipient(draft)
                .orElseThrow(() -> new IllegalStateException("Draft " + id.value() + " goes to nobody"));
        if (!disclaimers.isApproved(id)) {
            throw new IllegalStateException("Nobody approved the disclaimer of draft " + id.value());
        }
        var info = answers.of(id, Forms.ADDITIONAL_INFO);
        var days = answers.of(id, Forms.APPROVE_DISCLAIMER).number(ApproveDisclaimerStep.DAYS);
        var made = forwards.forward(
                draft.transfer(),
                new Forwards.Passing(
                        id.value(),
                        draft.author().account(),
                        new Addressee(recipient.name(), recipient.email(), "", recipient.channels()),
                        answers.of(id, Forms.MESSAGES).text(MessagesStep.MESSAGE),
                        days.orElseThrow()));
        recipients.remember(draft.author(), recipient, forwards.recipientOf(made));
        draft.forwarded(
                made,
                info.raw(AdditionalInfoStep.REASON),
                info.line(AdditionalInfoStep.REFERENCE),
                info.text(AdditionalInfoStep.NOTE),
                now());
        ended(draft);
        return made;
    }

    /** The wizard ended without a forward: the draft's place is free again. */
    @Transactional
    public void giveBack(DraftId id, boolean cancelled) {
        close(id, cancelled ? Draft.State.CANCELLED : Draft.State.ABANDONED);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void close(DraftId id, Draft.State without) {
        drafts.findLocked(id).filter(Draft::isOpen).ifPresent(draft -> {
            draft.close(without, now());
            reservations.giveBack(id);
            ended(draft);
        });
    }

    /** A draft that may not become a forward any more. */
    @Transactional
    void refuse(DraftId id, ForwardingRefusal why) {
        var draft = drafts.requireLocked(id);
        draft.refuse(why, now());
        reservations.giveBack(id);
        ended(draft);
    }

    private void ended(Draft draft) {
        answers.forget(draft.id());
        drafts.save(draft);
        events.publishEvent(new DraftEnded(draft.id()));
    }

    /**
     * Tells the radiology of the institution that sent the original. Call it outside a transaction: it waits for the mail
     * server.
     *
     * @throws HospitalNotInformed when nobody could be told
     */
    public void inform(DraftId id) {
        var draft = drafts.require(id);
        var made =
                draft.forward().orElseThrow(() -> new IllegalStateException("Draft " + id.value() + " is no forward"));
        var institution = institutions.require(forwards.origin(draft.transfer()).institution());
        var notice = new Notice.TransferForwarded(forwards.sentAt(made), portal.of("/"), institution.zone());
        var addresses = institutions.radiologyOf(institution.id());
        var failures = new ArrayList<String>();
        for (EmailAddress address : addresses) {
            var sent = notifications.send("forwarded:" + made.value(), new Address.Email(address.value()), notice);
            if (sent instanceof Notifications.NotSent(var reason)) {
                failures.add(reason);
            }
        }
        // One who knows is enough: a mailbox that is dead must not keep the others from hearing of the next forward.
        if (!addresses.isEmpty() && failures.size() == addresses.size()) {
            throw new HospitalNotInformed(failures.getFirst());
        }
        drafts.finish(id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
