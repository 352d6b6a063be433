package org.imageexchange.forwarding;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignedIn;
import org.imageexchange.recipient.Owner;
import org.imageexchange.transfer.ForwardingRefusal;
import org.imageexchange.transfer.TransferId;
import org.jspecify.annotations.Nullable;

/** A forward in the making, from the first click to its end; what was typed into its steps is kept beside it. */
@Entity
@Table(name = "forward_draft")
class Draft {

    /** How it stands. */
    enum State {
        OPEN,
        FORWARDED,
        REFUSED,
        CANCELLED,
        ABANDONED
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private DraftId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "transfer_id"))
    private TransferId transfer;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "author_id"))
    private AccountId author;

    private UUID requestKey;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private PasscodeChannel.Kind authorKind;

    private String authorTarget;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private State state;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(32)")
    private @Nullable ForwardingRefusal refusal;

    private boolean delayed;
    private Instant begunAt;
    private @Nullable Instant endedAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "forward_id"))
    private @Nullable TransferId forward;

    private boolean working;
    private @Nullable UUID submission;
    private @Nullable String reason;
    private @Nullable String reference;
    private @Nullable String note;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init")
    protected Draft() {}

    Draft(TransferId transfer, Owner author, UUID requestKey, Instant now) {
        this.id = new DraftId(UUID.randomUUID());
        this.transfer = transfer;
        this.author = author.account();
        this.authorKind = author.channel().kind();
        this.authorTarget = author.channel().target();
        this.requestKey = requestKey;
        this.state = State.OPEN;
        this.begunAt = now;
        this.working = true;
    }

    DraftId id() {
        return id;
    }

    TransferId transfer() {
        return transfer;
    }

    /** Whoever forwards, with the channel by which the transfer reached them. */
    Owner author() {
        return new Owner(author, PasscodeChannel.of(authorKind, authorTarget));
    }

    boolean isBy(SignedIn person) {
        return author.equals(person.account()) && person.proven().contains(author().channel());
    }

    State state() {
        return state;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isDelayed() {
        return delayed;
    }

    Optional<ForwardingRefusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The transfer that was made. */
    Optional<TransferId> forward() {
        return Optional.ofNullable(forward);
    }

    /** Whether the answers that are kept are those of this submission. */
    boolean isOf(@Nullable UUID given) {
        return given != null && given.equals(submission);
    }

    /** Answers were kept; returns what names them. */
    UUID submit() {
        submission = UUID.randomUUID();
        return submission;
    }

    void delay(boolean isDelayed) {
        delayed = isDelayed;
    }

    void forwarded(TransferId made, String givenReason, String givenReference, String givenNote, Instant now) {
        end(State.FORWARDED, now);
        forward = made;
        reason = givenReason;
        reference = givenReference;
        note = givenNote;
        working = true; // until it is delivered and the hospital knows
    }

    /** Why it was forwarded. */
    Forwarding.Purpose purpose() {
        if (reason == null || reference == null || note == null) {
            throw new IllegalStateException("Draft " + id.value() + " is no forward");
        }
        return new Forwarding.Purpose(reason, reference, note);
    }

    void refuse(ForwardingRefusal why, Instant now) {
        if (isOpen()) {
            end(State.REFUSED, now);
            refusal = why;
        }
    }

    /** Ends it without a forward; one that has ended stays as it ended. */
    void close(State without, Instant now) {
        if (isOpen()) {
            end(without, now);
        }
    }

    private void end(State how, Instant now) {
        if (!isOpen()) {
            throw new IllegalStateException("Draft " + id.value() + " has ended: " + state);
        }
        state = how;
        endedAt = now;
        working = false;
        delayed = false;
    }
}
