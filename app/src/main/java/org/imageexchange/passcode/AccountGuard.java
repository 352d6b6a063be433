package org.imageexchange.passcode;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.imageexchange.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Counts an account's wrong tries that no right one has made good, over all challenges; a new code changes nothing about
 * it.
 *
 * <p>Its row is the lock under which everything about the account's codes is decided.
 */
@Entity
@Table(name = "passcode_guard")
class AccountGuard {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "account_id"))
    private AccountId account;

    private int failures;
    private @Nullable Instant barredUntil;

    @SuppressWarnings("NullAway.Init")
    protected AccountGuard() {}

    Optional<Instant> barredUntil(Instant now) {
        return Optional.ofNullable(barredUntil).filter(now::isBefore);
    }

    void failed(Instant now) {
        failures++;
        var backOff = Rules.backOffAfter(failures);
        barredUntil = backOff.isZero() ? null : now.plus(backOff);
    }

    /** @param left the failures that the success does not make good */
    void succeeded(int left) {
        failures = Math.min(failures, left);
        barredUntil = null;
    }
}
