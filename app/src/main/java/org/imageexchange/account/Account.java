package org.imageexchange.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person the portal knows.
 *
 * @param own the channels the person uses for themselves; empty for somebody who only ever received
 */
public record Account(
        AccountId id,
        EmailAddress email,
        String name,
        String organisation,
        @Nullable InstitutionId institution,
        Set<Role> roles,
        PasscodeChannels own) {

    @Override
    public String toString() {
        return "Account[" + id.value() + "]";
    }
}
