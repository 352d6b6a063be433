package org.imageexchange.account;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has proved a mailbox and a channel: what every service is asked on behalf of.
 *
 * @param institution where they work, or null for a person outside
 * @param roles empty unless the account's own channel was proven
 * @param proven the channels this session has proven; transfers that carry another one stay closed
 */
public record SignedIn(
        AccountId account,
        String name,
        EmailAddress email,
        @Nullable InstitutionId institution,
        Set<Role> roles,
        Set<PasscodeChannel> proven)
        implements Serializable {

    public SignedIn {
        roles = Set.copyOf(roles);
        proven = Set.copyOf(proven);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Neither name nor address: this value is the principal that frameworks like to log. */
    @Override
    public String toString() {
        return "SignedIn[" + account.value() + "]";
    }
}
