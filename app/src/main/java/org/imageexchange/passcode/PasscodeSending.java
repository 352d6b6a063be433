package org.imageexchange.passcode;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.imageexchange.account.AccountId;

/** A code that was asked for and allowed; counts once, however often its job runs. */
@Entity
@Table(name = "passcode_sending")
class PasscodeSending {

    @Embeddable
    record Id(@Column(name = "challenge_id") UUID challenge, int asked) implements Serializable {}

    @EmbeddedId
    private Id id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "account_id"))
    private AccountId account;

    private String channelHash;
    private String networkHash;
    private Instant allowedAt;

    @SuppressWarnings("NullAway.Init")
    protected PasscodeSending() {}

    PasscodeSending(Challenge challenge, Instant now) {
        this.id = new Id(challenge.id().value(), challenge.asked());
        this.account = challenge.account();
        this.channelHash = Fingerprint.ofChannel(challenge.channel());
        this.networkHash = challenge.networkHash();
        this.allowedAt = now;
    }
}
