package org.imageexchange.forwarding;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.SignedIn;
import org.imageexchange.processes.Messages;
import org.imageexchange.recipient.Owner;
import org.imageexchange.transfer.Custody;
import org.imageexchange.transfer.ForwardingRefusal;
import org.imageexchange.transfer.Forwards;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.workflow.ProcessOutbox;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets whoever received a transfer pass it on.
 *
 * <p>Beginning makes a draft and starts its process, whose first task is the guard: it decides which of those that began
 * gets one of the three places. What is said here before that is a courtesy.
 */
@Service
public class Forwarding {

    private final Forwards forwards;
    private final Custody custody;
    private final Drafts drafts;
    private final Reservations reservations;
    private final ProcessOutbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Forwarding(
            Forwards forwards,
            Custody custody,
            Drafts drafts,
            Reservations reservations,
            ProcessOutbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.forwards = forwards;
        this.custody = custody;
        this.drafts = drafts;
        this.reservations = reservations;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What the person may do about a transfer.
     *
     * @param left how many forwards are left, those that are being made counted
     * @param begun one that the person began and has not finished
     * @param refusal why none may be begun, whatever is left
     */
    public record Options(int left, Optional<DraftId> begun, Optional<ForwardingRefusal> refusal) {}

    /**
     * Why somebody forwarded.
     *
     * @param reference of theirs, empty when there is none
     * @param note for the hospital's record, empty when there is none
     */
    public record Purpose(String reason, String reference, String note) {

        @Override
        public String toString() {
            return "Purpose[hidden]";
        }
    }

    /** A forward is begun, or not. */
    public sealed interface Beginning permits Begun, Refused {}

    public record Begun(DraftId draft) implements Beginning {}

    public record Refused(ForwardingRefusal why) implements Beginning {}

    /** For whoever received the transfer. */
    @Transactional(readOnly = true)
    public Options options(SignedIn by, TransferId transfer) {
        var owner = requireReached(by, transfer);
        return new Options(
                reservations.left(transfer, now()),
                drafts.findOpen(transfer, by.account()).stream()
                        .filter(draft -> draft.author().equals(owner))
                        .map(Draft::id)
                        .findFirst(),
                forwards.refusal(by.account(), transfer));
    }

    /** Why the transfers of a custody were forwarded; for whoever may see that custody. */
    @Transactional(readOnly = true)
    public Map<TransferId, Purpose> purposes(SignedIn by, TransferId transfer) {
        var origin = custody.of(by, transfer).transfer();
        return drafts.findForwarded(origin).stream()
                .collect(Collectors.toMap(draft -> draft.forward().orElseThrow(), Draft::purpose));
    }

    /** @param requestKey made by the page for this click: the same click twice makes one draft */
    public Beginning begin(SignedIn by, TransferId transfer, UUID requestKey) {
        try {
            return transaction.execute(status -> beginOnce(by, transfer, requestKey));
        } catch (DataIntegrityViolationException e) {
            // The same click at the same time: the other one made the draft.
            return drafts.findByRequest(by.account(), requestKey)
                    .map(made -> new Begun(made.id()))
                    .orElseThrow(() -> e);
        }
    }

    private Beginning beginOnce(SignedIn by, TransferId transfer, UUID requestKey) {
        var owner = requireReached(by, transfer);
        var done = drafts.findByRequest(by.account(), requestKey);
        if (done.isPresent()) {
            return new Begun(done.get().id());
        }
        var refusal = forwards.refusal(by.account(), transfer);
        if (refusal.isEmpty() && reservations.left(transfer, now()) == 0) {
            refusal = Optional.of(ForwardingRefusal.NONE_LEFT);
        }
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        var draft = drafts.save(new Draft(transfer, owner, requestKey, now()));
        var start = ForwardProcesses.start(draft.id());
        outbox.start(Messages.FORWARD_ASKED, start.processKey(), start.variables());
        return new Begun(draft.id());
    }

    private Owner requireReached(SignedIn by, TransferId transfer) {
        return forwards.reaches(by, transfer)
                .map(channel -> new Owner(by.account(), channel))
                .orElseThrow(() -> new AccessRefused("There is no such transfer for whoever asked"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
