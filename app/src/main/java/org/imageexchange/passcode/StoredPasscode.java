package org.imageexchange.passcode;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.imageexchange.account.PasscodeChannel;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "passcode")
class StoredPasscode {

    @Id
    private UUID id;

    @Column(name = "challenge_id")
    private UUID challenge;

    @Embedded
    @AttributeOverride(name = "kind", column = @Column(name = "channel_kind"))
    @AttributeOverride(name = "target", column = @Column(name = "channel_target"))
    private ChannelColumns channel;

    private @Nullable String hash;
    private Instant madeAt;
    private Instant expiresAt;
    private int tries;
    private @Nullable Instant usedAt;

    @SuppressWarnings("NullAway.Init")
    protected StoredPasscode() {}

    StoredPasscode(ChallengeId challenge, PasscodeChannel channel, PasscodeHash hash, Instant now) {
        this.id = UUID.randomUUID();
        this.challenge = challenge.value();
        this.channel = ChannelColumns.of(channel);
        this.hash = hash.encoded();
        this.madeAt = now;
        this.expiresAt = now.plus(Rules.CODE_LIVES);
    }

    /** Whether it may still be answered with. */
    boolean isLive(Instant now) {
        return hash != null && usedAt == null && now.isBefore(expiresAt) && triesLeft() > 0;
    }

    boolean matches(Passcode candidate) {
        return hash != null && new PasscodeHash(hash).matches(candidate);
    }

    void failed() {
        tries++;
    }

    void use(Instant now) {
        usedAt = now;
        forget();
    }

    /** Nobody can try a hash that is gone. */
    void forget() {
        hash = null;
    }

    int triesLeft() {
        return Rules.TRIES_PER_CODE - tries;
    }

    PasscodeChannel channel() {
        return channel.channel();
    }
}
