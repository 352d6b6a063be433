package org.imageexchange.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.imageexchange.audit.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Signing up: once, before anything else, somebody confirms their name and accepts the terms of use. */
@Service
public class SignUps {

    /** The terms that are in force; whoever accepted older ones is asked again. */
    public static final int TERMS = 1;

    private static final int LONGEST_NAME = 200;

    private final StoredAccounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SignUps(StoredAccounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody accepted the terms of use in this version. */
    public record SignedUp(AccountId account, int terms, Instant at) implements Audited {}

    /** Done, or what is wrong. */
    public sealed interface Outcome permits Done, Invalid {}

    /** @param name as it is kept */
    public record Done(String name) implements Outcome {

        @Override
        public String toString() {
            return "Done[hidden]";
        }
    }

    /** Each in the user's words, empty when there is nothing wrong with the field. */
    public record Invalid(String name, String terms) implements Outcome {}

    /** Whether the person has yet to sign up. */
    @Transactional(readOnly = true)
    public boolean isDue(SignedIn by) {
        return accounts.findById(by.account())
                .filter(account -> account.hasAccepted(TERMS))
                .isEmpty();
    }

    /** The name as whoever sent the first images wrote it, to be confirmed. */
    @Transactional(readOnly = true)
    public String name(SignedIn by) {
        return accounts.findById(by.account()).map(StoredAccount::name).orElse("");
    }

    /** @param accepted whether the terms were ticked */
    @Transactional
    public Outcome signUp(SignedIn by, String typedName, boolean accepted) {
        var name = typedName.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
        var aboutName = name.isEmpty()
                ? "Enter your name."
                : name.length() > LONGEST_NAME ? "Shorten the name to " + LONGEST_NAME + " characters." : "";
        var aboutTerms = accepted ? "" : "Tick the box to accept the terms of use.";
        if (!aboutName.isEmpty() || !aboutTerms.isEmpty()) {
            return new Invalid(aboutName, aboutTerms);
        }
        var account = accounts.findById(by.account())
                .orElseThrow(() ->
                        new IllegalStateException("No account " + by.account().value()));
        if (!account.hasAccepted(TERMS)) {
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            account.signUp(name, TERMS, now);
            accounts.save(account);
            events.publishEvent(new SignedUp(account.id(), TERMS, now));
        }
        return new Done(account.name());
    }
}
