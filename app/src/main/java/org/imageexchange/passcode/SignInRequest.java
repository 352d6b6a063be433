package org.imageexchange.passcode;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.imageexchange.account.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Somebody gave an address on the front page. */
@Entity
@Table(name = "sign_in_request")
class SignInRequest {

    enum State {
        WAITING,
        /** There is such a person, and the limits say yes. */
        ALLOWED,
        MAILED,
        /** Nothing is mailed: nobody has this address, or it was given too often. */
        DROPPED
    }

    @Id
    private UUID id;

    private @Nullable String email;
    private String emailHash;
    private String networkHash;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    private Instant askedAt;
    private @Nullable Instant allowedAt;

    @SuppressWarnings("NullAway.Init")
    protected SignInRequest() {}

    SignInRequest(EmailAddress email, String networkHash, Instant now) {
        this.id = UUID.randomUUID();
        this.email = email.value();
        this.emailHash = Fingerprint.ofMailbox(email.value());
        this.networkHash = networkHash;
        this.state = State.WAITING;
        this.askedAt = now;
    }

    boolean isOpen() {
        return state == State.WAITING || state == State.ALLOWED;
    }

    boolean isAllowed() {
        return state == State.ALLOWED;
    }

    void allow(Instant now) {
        state = State.ALLOWED;
        allowedAt = now;
    }

    void mailed() {
        state = State.MAILED;
        email = null;
    }

    void drop() {
        state = State.DROPPED;
        email = null;
    }

    UUID id() {
        return id;
    }

    EmailAddress email() {
        if (email == null) {
            throw new IllegalStateException("Request " + id + " is dealt with");
        }
        return new EmailAddress(email);
    }

    String emailHash() {
        return emailHash;
    }
}
