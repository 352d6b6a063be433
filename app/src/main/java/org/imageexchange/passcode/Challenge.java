package org.imageexchange.passcode;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.PasscodeChannel;
import org.jspecify.annotations.Nullable;

/** One opened link that must be answered with a code, from the browser that asked. */
@Entity
@Table(name = "challenge")
class Challenge {

    enum State {
        OPEN,
        /** Answered. */
        USED,
        /** Too many wrong tries. */
        CLOSED,
        /** Nothing that was sent can be used any more. */
        EXPIRED,
        /** Asked for too often, and nothing was sent. */
        REFUSED
    }

    @Id
    private UUID id;

    @Column(name = "link_id")
    private UUID link;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "account_id"))
    private AccountId account;

    private String browserHash;
    private String networkHash;

    @Embedded
    @AttributeOverride(name = "kind", column = @Column(name = "channel_kind"))
    @AttributeOverride(name = "target", column = @Column(name = "channel_target"))
    private ChannelColumns channel;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    private int failures;
    private int asked;
    private int settled;
    private int allowed;
    private Instant begunAt;
    private Instant askedAt;
    private @Nullable Instant sentAt;

    @Embedded
    @AttributeOverride(name = "kind", column = @Column(name = "sent_kind"))
    @AttributeOverride(name = "target", column = @Column(name = "sent_target"))
    private @Nullable ChannelColumns sentBy;

    private @Nullable Instant refusedUntil;
    private boolean delayed;
    private boolean started = true;

    @SuppressWarnings("NullAway.Init")
    protected Challenge() {}

    Challenge(
            UUID link,
            AccountId account,
            PasscodeChannel channel,
            String browserHash,
            String networkHash,
            Instant now) {
        this.id = UUID.randomUUID();
        this.link = link;
        this.account = account;
        this.browserHash = browserHash;
        this.networkHash = networkHash;
        this.channel = ChannelColumns.of(channel);
        this.state = State.OPEN;
        this.asked = 1;
        this.begunAt = now;
        this.askedAt = now;
    }

    boolean isFrom(String browserHash) {
        return this.browserHash.equals(browserHash);
    }

    boolean isFor(UUID link) {
        return this.link.equals(link);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether a code was asked for and is neither sent nor refused. */
    boolean isWaiting() {
        return asked > settled;
    }

    /** Whether somebody asked so long ago that a code sent now would surprise them. */
    boolean isStale(Instant now) {
        return isWaiting() && !askedAt.plus(Rules.REQUEST_LIVES).isAfter(now);
    }

    /** Whether the limits have said yes to the code that is waited for. */
    boolean isAllowed() {
        return allowed == asked;
    }

    void askAgain(PasscodeChannel channel, String networkHash, Instant now) {
        requireOpen();
        this.channel = ChannelColumns.of(channel);
        this.networkHash = networkHash;
        asked++;
        askedAt = now;
        delayed = false;
    }

    /** Returns the number of the sending. */
    int allow() {
        requireOpen();
        allowed = asked;
        return allowed;
    }

    /** A code that was sent earlier may still be used; without one the challenge is over. */
    void refuse(Instant until, boolean codeOpen) {
        requireOpen();
        settled = asked;
        refusedUntil = until;
        if (!codeOpen) {
            state = State.REFUSED;
        }
    }

    /** Refused before its process was started. */
    void refuseToStart(Instant until) {
        refuse(until, false);
        started = false;
    }

    void handedOver(int sending, PasscodeChannel by, Instant now) {
        settled = Math.max(settled, sending);
        sentAt = now;
        sentBy = ChannelColumns.of(by);
        refusedUntil = null;
        delayed = false;
    }

    void notHandedOver() {
        delayed = true;
    }

    /** Counts a wrong try and returns whether it was the last. */
    boolean failed() {
        requireOpen();
        failures++;
        if (triesLeft() > 0) {
            return false;
        }
        state = State.CLOSED;
        return true;
    }

    void use() {
        requireOpen();
        state = State.USED;
    }

    void expire() {
        requireOpen();
        state = State.EXPIRED;
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("Challenge " + id + " is over: " + state);
        }
    }

    int triesLeft() {
        return Rules.TRIES_PER_CHALLENGE - failures;
    }

    ChallengeId id() {
        return new ChallengeId(id);
    }

    UUID link() {
        return link;
    }

    AccountId account() {
        return account;
    }

    PasscodeChannel channel() {
        return channel.channel();
    }

    String networkHash() {
        return networkHash;
    }

    State state() {
        return state;
    }

    int asked() {
        return asked;
    }

    /** The sending that the limits allowed last; 0 for none. */
    int allowed() {
        return allowed;
    }

    Instant begunAt() {
        return begunAt;
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    @Nullable
    PasscodeChannel sentBy() {
        return sentBy == null ? null : sentBy.channel();
    }

    @Nullable
    Instant refusedUntil() {
        return refusedUntil;
    }

    boolean isDelayed() {
        return delayed;
    }
}
