package org.imageexchange.account;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "sign_in_link")
class SignInLink {

    @Id
    private UUID id;

    private String tokenHash;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "account_id"))
    private AccountId account;

    private String purpose;
    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant endedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "sign_in_link_channel", joinColumns = @JoinColumn(name = "link_id"))
    @OrderColumn(name = "place")
    private List<StoredChannel> channels = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected SignInLink() {}

    SignInLink(
            String tokenHash,
            AccountId account,
            List<PasscodeChannel> channels,
            String purpose,
            Instant createdAt,
            Instant expiresAt) {
        this.id = UUID.randomUUID();
        this.tokenHash = tokenHash;
        this.account = account;
        this.purpose = purpose;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
        channels.stream().map(StoredChannel::of).forEach(this.channels::add);
    }

    /** Whether its purpose begins like this. */
    boolean isFor(String purposes) {
        return purpose.startsWith(purposes);
    }

    boolean isOpen(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    UUID id() {
        return id;
    }

    AccountId account() {
        return account;
    }

    List<PasscodeChannel> channels() {
        return channels.stream().map(StoredChannel::channel).toList();
    }
}
