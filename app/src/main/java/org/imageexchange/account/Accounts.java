package org.imageexchange.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people of the portal. */
@Service
public class Accounts {

    /** Enough to recognise one's own; a page of masked numbers helps nobody. */
    private static final int MOST_NAMED_CHANNELS = 20;

    private final StoredAccounts accounts;
    private final Institutions institutions;
    private final Clock clock;

    Accounts(StoredAccounts accounts, Institutions institutions, Clock clock) {
        this.accounts = accounts;
        this.institutions = institutions;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Account require(AccountId id) {
        return accounts.findById(id)
                .map(StoredAccount::asAccount)
                .orElseThrow(() -> new IllegalStateException("No account " + id.value()));
    }

    @Transactional(readOnly = true)
    public Optional<Account> find(EmailAddress email) {
        return accounts.findByEmail(email.value()).map(StoredAccount::asAccount);
    }

    /**
     * The account of a mailbox, made when there is none. An account that exists keeps its name and its own channels:
     * nobody changes another person's account by sending to them. The named channels are remembered only so that the
     * person may choose one of them after asking for a sign-in link on the front page.
     */
    @Transactional
    public AccountId enrol(EmailAddress email, String name, String organisation, PasscodeChannels named) {
        requireApart(email, named);
        var now = now();
        accounts.insertUnlessThere(AccountId.random().value(), email.value(), name, organisation, now);
        var account = accounts.findByEmail(email.value()).orElseThrow().id();

        for (var channel : named.inOrder()) {
            var kind = channel.kind().name();
            if (accounts.touchChannel(account.value(), kind, channel.target(), now) == 0) {
                accounts.insertChannelUnlessThere(account.value(), kind, channel.target(), now);
            }
        }
        return account;
    }

    /** Makes a staff account, which need not sign up; for the demo's seed and for administration. */
    @Transactional
    public AccountId addStaff(
            EmailAddress email, String name, InstitutionId institution, Set<Role> roles, PasscodeChannels own) {
        requireApart(email, own);
        var organisation = institutions.require(institution).name();
        var account = new Account(AccountId.random(), email, name, organisation, institution, roles, own);
        var stored = new StoredAccount(account, now());
        stored.signUp(name, SignUps.TERMS, now());
        accounts.save(stored);
        return account.id();
    }

    /** Where the person may be sent a passcode when no transfer says where: their own channels first. */
    @Transactional(readOnly = true)
    List<PasscodeChannel> channelsOf(AccountId id) {
        var channels = new LinkedHashSet<>(require(id).own().inOrder());
        for (var named : accounts.findNamedChannels(id.value(), MOST_NAMED_CHANNELS)) {
            channels.add(PasscodeChannel.of(PasscodeChannel.Kind.valueOf(named.getKind()), named.getTarget()));
        }
        return List.copyOf(channels);
    }

    /** A passcode in the mailbox of the link would prove one thing twice. */
    private static void requireApart(EmailAddress email, PasscodeChannels channels) {
        if (email.equals(channels.secondEmail())) {
            throw new IllegalArgumentException("The second e-mail address must differ from the first");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
