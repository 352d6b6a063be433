package org.imageexchange.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.imageexchange.policy.Policies;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mailed links that prove a mailbox: random, hashed at rest, expiring, good for many openings until then. */
@Service
public class SignInLinks {

    /** The path of a link, before its token. */
    public static final String PATH = "/link/";

    private static final int TOKEN_BYTES = 32;
    /** What links that were asked for on the front page are mailed for. */
    private static final String FRONT_PAGE = "sign-in:";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random = new SecureRandom();
    private final StoredLinks links;
    private final Accounts accounts;
    private final Policies policies;
    private final Clock clock;

    SignInLinks(StoredLinks links, Accounts accounts, Policies policies, Clock clock) {
        this.links = links;
        this.accounts = accounts;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Makes a link to a page that sends a passcode.
     *
     * @param channels where that passcode may go; the holder of the link sees them masked
     * @param purpose what the link was mailed for, for instance the transfer's id; links of a purpose end together
     * @return the path and query of the link, without host; it is not stored and can't be had again
     */
    @Transactional
    public String issue(AccountId account, PasscodeChannels channels, String purpose, Instant expiresAt) {
        return issue(account, channels.inOrder(), purpose, expiresAt);
    }

    /**
     * A link for somebody who asked on the front page: leads to the account's own channels, then those that senders
     * named; empty when there is none, because a link would lead nowhere.
     *
     * @param request the id of what was asked
     */
    @Transactional
    public Optional<String> issueForFrontPage(AccountId account, UUID request, Instant expiresAt) {
        var channels = allowed(accounts.require(account), accounts.channelsOf(account));
        return channels.isEmpty()
                ? Optional.empty()
                : Optional.of(issue(account, channels, FRONT_PAGE + request, expiresAt));
    }

    /**
     * Where else a code may go when the chosen channel does not work. Never to a channel that somebody else named than
     * who named the chosen one: its holder would be sent a code that nobody asked for, and could sign in with it.
     */
    @Transactional(readOnly = true)
    public List<PasscodeChannel> otherWays(UUID link, PasscodeChannel chosen) {
        return links.findById(link)
                .flatMap(found -> ifOpen(found)
                        .map(opened -> opened.channels().stream()
                                .filter(channel -> !channel.equals(chosen))
                                .filter(channel -> !found.isFor(FRONT_PAGE) || areOwn(found.account(), chosen, channel))
                                .toList()))
                .orElseGet(List::of);
    }

    private boolean areOwn(AccountId account, PasscodeChannel one, PasscodeChannel other) {
        return accounts.require(account).own().inOrder().containsAll(List.of(one, other));
    }

    /** Opens a link by the token in its path; empty when it is unknown, expired, ended or leads to no channel any more. */
    @Transactional(readOnly = true)
    public Optional<OpenedLink> open(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        return links.findByTokenHash(hash(token)).flatMap(this::ifOpen);
    }

    /** A link that somebody opened before; empty when it has expired or was ended meanwhile. */
    @Transactional(readOnly = true)
    public Optional<OpenedLink> find(UUID id) {
        return links.findById(id).flatMap(this::ifOpen);
    }

    /** Ends the links that were mailed for a purpose; the next opening is refused. */
    @Transactional
    public void end(String purpose) {
        links.end(purpose, now());
    }

    private String issue(AccountId account, List<PasscodeChannel> channels, String purpose, Instant expiresAt) {
        var mailbox = new PasscodeChannel.SecondEmail(accounts.require(account).email());
        if (channels.contains(mailbox)) {
            throw new IllegalArgumentException("A passcode can't go to the mailbox that its link is mailed to");
        }
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        links.save(new SignInLink(
                hash(token), account, channels, purpose, now(), expiresAt.truncatedTo(ChronoUnit.MILLIS)));
        return PATH + token;
    }

    private Optional<OpenedLink> ifOpen(SignInLink link) {
        if (!link.isOpen(clock.instant())) {
            return Optional.empty();
        }
        var channels = allowed(accounts.require(link.account()), link.channels());
        return channels.isEmpty() ? Optional.empty() : Optional.of(new OpenedLink(link.id(), link.account(), channels));
    }

    /** Asked at each opening, so that switching the second e-mail off counts for links that are mailed already. */
    private List<PasscodeChannel> allowed(Account account, List<PasscodeChannel> channels) {
        var institution = account.institution();
        var policy = policies.of(institution == null ? null : institution.value());
        return channels.stream()
                .filter(channel -> policy.secondEmailAsChannel() || channel.kind() != PasscodeChannel.Kind.SECOND_EMAIL)
                .toList();
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A link that somebody opened; its channels, the preferred one first. */
    public record OpenedLink(UUID id, AccountId account, List<PasscodeChannel> channels)
            implements java.io.Serializable {

        public OpenedLink {
            channels = List.copyOf(channels);
        }
    }
}
