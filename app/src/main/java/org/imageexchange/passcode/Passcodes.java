package org.imageexchange.passcode;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.account.SignedIn;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.ProcessOutbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends one-time passcodes to the holder of a mailed link, and takes them back. */
@Service
public class Passcodes {

    private static final Logger LOG = LoggerFactory.getLogger(Passcodes.class);

    private final Challenges challenges;
    private final StoredPasscodes passcodes;
    private final AccountGuards guards;
    private final Failures failures;
    private final SendingLimits limits;
    private final SignInRequestDesk signInRequests;
    private final SignInLinks links;
    private final Accounts accounts;
    private final ProcessOutbox processes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Passcodes(
            Challenges challenges,
            StoredPasscodes passcodes,
            AccountGuards guards,
            Failures failures,
            SendingLimits limits,
            SignInRequestDesk signInRequests,
            SignInLinks links,
            Accounts accounts,
            ProcessOutbox processes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.challenges = challenges;
        this.passcodes = passcodes;
        this.guards = guards;
        this.failures = failures;
        this.limits = limits;
        this.signInRequests = signInRequests;
        this.links = links;
        this.accounts = accounts;
        this.processes = processes;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Begins a challenge for an opened link, or asks for another code in the challenge that is open already.
     *
     * @param browser names the browser session; the challenge can be answered only from there
     * @param current the challenge this browser has open for the link, or null
     * @param network the network address of the browser, for limits
     */
    @Transactional
    public ChallengeId ask(
            UUID link, PasscodeChannel channel, String browser, @Nullable ChallengeId current, String network) {
        var opened = links.find(link);
        if (opened.isEmpty() || !opened.get().channels().contains(channel)) {
            return new ChallengeId(UUID.randomUUID()); // there is none, so its progress says that it is over
        }
        var account = opened.get().account();
        var browserHash = Fingerprint.ofBrowser(browser);
        var networkHash = Fingerprint.ofNetwork(network);
        var now = now();
        guards.require(account);

        var open = Optional.ofNullable(current)
                .flatMap(id -> challenges.findById(id.value()))
                .filter(challenge -> challenge.isOpen() && challenge.isFor(link) && challenge.isFrom(browserHash));
        if (open.isPresent() && !open.get().isStale(now)) {
            askAgain(open.get(), channel, networkHash, now);
            return open.get().id();
        }
        open.ifPresent(this::end);
        return begin(new Challenge(link, account, channel, browserHash, networkHash, now), now);
    }

    private void askAgain(Challenge challenge, PasscodeChannel channel, String networkHash, Instant now) {
        if (challenge.isWaiting()) {
            return; // one is on its way
        }
        challenge.askAgain(channel, networkHash, now);
        processes.correlate(
                Messages.PASSCODE_ASKED_AGAIN, challenge.id().value().toString(), Map.of());
    }

    private ChallengeId begin(Challenge challenge, Instant now) {
        var refusedUntil = limits.beginFrom(challenge.account(), now);
        if (refusedUntil.isPresent()) {
            challenge.refuseToStart(refusedUntil.get());
            challenges.save(challenge);
            refused(challenge, PasscodeRefused.Reason.ASKED_TOO_OFTEN, now);
            return challenge.id();
        }
        challenges.save(challenge);
        var id = challenge.id().value().toString();
        processes.start(Messages.PASSCODE_ASKED, id, Map.of(Variables.CHALLENGE_ID, id));
        return challenge.id();
    }

    /** How far the sending is; the page asks every half second until it is settled. */
    @Transactional(readOnly = true)
    public Progress progress(ChallengeId id, String browser) {
        return challenges
                .findById(id.value())
                .filter(challenge -> challenge.isFrom(Fingerprint.ofBrowser(browser)))
                .filter(challenge -> links.find(challenge.link()).isPresent())
                .map(challenge -> progress(challenge, now()))
                .orElseGet(Progress.Over::new);
    }

    private Progress progress(Challenge challenge, Instant now) {
        var refusedUntil = challenge.refusedUntil();
        if (challenge.state() == Challenge.State.REFUSED && refusedUntil != null) {
            return new Progress.AskedTooOften(refusedUntil, false);
        }
        if (!challenge.isOpen() || challenge.isStale(now)) {
            return new Progress.Over();
        }
        if (challenge.isWaiting()) {
            return challenge.isDelayed() ? new Progress.Delayed() : new Progress.Sending();
        }
        if (refusedUntil != null) {
            return new Progress.AskedTooOften(refusedUntil, true);
        }
        var by = challenge.sentBy();
        var at = challenge.sentAt();
        if (by == null || at == null) {
            throw new IllegalStateException("Challenge " + challenge.id().value() + " is settled by nothing");
        }
        var againFrom = limits.againFrom(challenge.account(), challenge.channel(), challenge.networkHash(), now);
        return new Progress.Sent(by, at, againFrom.orElse(now));
    }

    /** Tries a code as it was typed; spaces don't matter. */
    @Transactional
    public Answer answer(ChallengeId id, String browser, String typed, @Nullable SignedIn already) {
        var account = challenges.findAccount(id.value());
        if (account.isEmpty()) {
            return new Answer.Closed();
        }
        var guard = guards.require(account.get());
        var challenge = challenges.findById(id.value()).orElseThrow();
        var now = now();
        if (!challenge.isFrom(Fingerprint.ofBrowser(browser))) {
            refused(challenge, PasscodeRefused.Reason.ELSEWHERE, now);
            return new Answer.Closed();
        }
        return switch (challenge.state()) {
            case USED -> {
                refused(challenge, PasscodeRefused.Reason.USED, now);
                yield new Answer.Used();
            }
            case CLOSED -> new Answer.Closed();
            case EXPIRED, REFUSED -> {
                refused(challenge, PasscodeRefused.Reason.EXPIRED, now);
                yield new Answer.Expired();
            }
            case OPEN ->
                links.find(challenge.link()).isEmpty()
                        ? new Answer.Closed()
                        : tryCode(challenge, guard, typed, already, now);
        };
    }

    private Answer tryCode(
            Challenge challenge, AccountGuard guard, String typed, @Nullable SignedIn already, Instant now) {
        var barredUntil = guard.barredUntil(now);
        if (barredUntil.isPresent()) {
            refused(challenge, PasscodeRefused.Reason.BACK_OFF, now);
            return new Answer.BackOff(barredUntil.get());
        }
        var all = passcodes.findByChallenge(challenge.id().value());
        var live = all.stream().filter(code -> code.isLive(now)).toList();
        if (live.isEmpty()) {
            refused(challenge, PasscodeRefused.Reason.EXPIRED, now);
            return new Answer.Expired();
        }
        var candidate = Passcode.parse(typed);
        if (candidate.isEmpty()) {
            return new Answer.Wrong(triesLeft(challenge, live)); // can't be a code, so it was no guess at one
        }
        var right = live.stream().filter(code -> code.matches(candidate.get())).findFirst();
        return right.isPresent()
                ? accept(challenge, guard, right.get(), all, already, now)
                : refuse(challenge, guard, candidate.get(), all, live, now);
    }

    private Answer accept(
            Challenge challenge,
            AccountGuard guard,
            StoredPasscode right,
            List<StoredPasscode> all,
            @Nullable SignedIn already,
            Instant now) {
        right.use(now);
        all.forEach(StoredPasscode::forget);
        challenge.use();
        failures.deleteById(ChannelFailures.Id.of(challenge.account(), right.channel()));
        guard.succeeded(failures.count(challenge.account().value()));
        processes.correlate(Messages.PASSCODE_USED, challenge.id().value().toString(), Map.of());

        var factor = right.channel().kind();
        events.publishEvent(new PersonSignedIn(challenge.account(), challenge.id(), factor, now));
        LOG.info(
                "Account {} signed in by {} in challenge {}",
                challenge.account().value(),
                factor,
                challenge.id().value());
        return new Answer.Accepted(session(challenge.account(), right.channel(), already));
    }

    /** A wrong code counts against every one that it might have been. */
    private Answer refuse(
            Challenge challenge,
            AccountGuard guard,
            Passcode candidate,
            List<StoredPasscode> all,
            List<StoredPasscode> live,
            Instant now) {
        guard.failed(now);
        live.stream().map(StoredPasscode::channel).distinct().forEach(channel -> {
            var id = ChannelFailures.Id.of(challenge.account(), channel);
            var guesses = failures.findById(id).orElseGet(() -> new ChannelFailures(id));
            guesses.failed();
            failures.save(guesses);
        });
        live.forEach(StoredPasscode::failed);
        if (challenge.failed()) {
            all.forEach(StoredPasscode::forget);
            processes.correlate(Messages.PASSCODE_CLOSED, challenge.id().value().toString(), Map.of());
            refused(challenge, PasscodeRefused.Reason.CLOSED, now);
            return new Answer.Closed();
        }
        var wasRight = all.stream().filter(code -> !live.contains(code)).anyMatch(code -> code.matches(candidate));
        refused(challenge, wasRight ? PasscodeRefused.Reason.EXPIRED : PasscodeRefused.Reason.WRONG, now);
        var left = triesLeft(challenge, live);
        return wasRight || left == 0 ? new Answer.Expired() : new Answer.Wrong(left);
    }

    private static int triesLeft(Challenge challenge, List<StoredPasscode> live) {
        var ofCodes = live.stream()
                .map(StoredPasscode::triesLeft)
                .max(Comparator.naturalOrder())
                .orElse(0);
        return Math.min(ofCodes, challenge.triesLeft());
    }

    /**
     * What a session holds after a proof. A channel that only a sender named proves no more than that sender's
     * transfers: roles and workplace come with the account's own channel alone.
     */
    private SignedIn session(AccountId id, PasscodeChannel proven, @Nullable SignedIn already) {
        var account = accounts.require(id);
        var all = new HashSet<>(Set.of(proven));
        if (already != null && already.account().equals(id)) {
            all.addAll(already.proven());
        }
        var own = all.stream().anyMatch(account.own()::contains);
        return new SignedIn(
                id,
                account.name(),
                account.email(),
                own ? account.institution() : null,
                own ? account.roles() : Set.of(),
                all);
    }

    /**
     * Somebody gave an e-mail address on the front page. Says nothing, whoever it is, and takes the same time: whether
     * there is such a person shows only in the mailbox.
     */
    @Transactional
    public void askForSignInLink(String typedEmail, String network) {
        signInRequests.take(typedEmail, network);
    }

    /** Lets somebody try again who must wait after too many wrong codes; for administrators. */
    @Transactional
    public void release(SignedIn by, AccountId account) {
        if (!by.is(Role.ADMINISTRATOR)) {
            throw new AccessRefused("Only an administrator frees an account");
        }
        guards.lock(account).ifPresent(guard -> {
            failures.deleteByAccount(account.value());
            guard.succeeded(0);
            events.publishEvent(new AccountReleased(account, by.account(), now()));
        });
    }

    private void end(Challenge challenge) {
        challenge.expire();
        passcodes.findByChallenge(challenge.id().value()).forEach(StoredPasscode::forget);
    }

    private void refused(Challenge challenge, PasscodeRefused.Reason reason, Instant now) {
        events.publishEvent(new PasscodeRefused(challenge.account(), challenge.id(), reason, now));
        LOG.info(
                "Refused a passcode of account {} in challenge {}: {}",
                challenge.account().value(),
                challenge.id().value(),
                reason);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How far the sending of a code is. */
    public sealed interface Progress {

        /** On its way. */
        record Sending() implements Progress {}

        /** The gateway does not answer; the portal keeps trying. */
        record Delayed() implements Progress {}

        /** Handed over at {@code at}; another code may be asked for from {@code againFrom}. */
        record Sent(PasscodeChannel channel, Instant at, Instant againFrom) implements Progress {}

        /**
         * Not sent, because it was asked for too often.
         *
         * @param againFrom when it may be asked for again
         * @param earlierUsable whether a code that was sent before can still be used
         */
        record AskedTooOften(Instant againFrom, boolean earlierUsable) implements Progress {}

        /** The challenge is over: begin again from the link. */
        record Over() implements Progress {}
    }

    /** What became of a try. */
    public sealed interface Answer {

        /** Right: this session may begin. {@code already} proven channels of the same account are kept. */
        record Accepted(SignedIn who) implements Answer {}

        /** Not the code; {@code triesLeft} for it, at least one. */
        record Wrong(int triesLeft) implements Answer {}

        /** The code was right once, but its ten minutes are over, or its tries are used up. */
        record Expired() implements Answer {}

        /** The code has been used already. */
        record Used() implements Answer {}

        /** Too many wrong tries closed the challenge, or it belongs to another browser, or there is none. */
        record Closed() implements Answer {}

        /** Too many wrong tries for this account; again from {@code from}. */
        record BackOff(Instant from) implements Answer {}
    }
}
