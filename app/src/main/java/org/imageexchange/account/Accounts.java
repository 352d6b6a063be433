package org.imageexchange.account;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** The people of the portal. */
@Service
public class Accounts {

    public Account require(AccountId id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Account> find(EmailAddress email) {
        throw new UnsupportedOperationException();
    }

    /**
     * The account of a mailbox, made when there is none. An account that exists keeps its name and its own channels:
     * nobody changes another person's account by sending to them. The named channels are remembered only so that the
     * person may choose one of them after asking for a sign-in link on the front page.
     */
    public AccountId enrol(EmailAddress email, String name, String organisation, PasscodeChannels named) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a staff account; for the demo's seed and for administration.
     */
    public AccountId addStaff(
            EmailAddress email,
            String name,
            InstitutionId institution,
            java.util.Set<Role> roles,
            PasscodeChannels own) {
        throw new UnsupportedOperationException();
    }
}
