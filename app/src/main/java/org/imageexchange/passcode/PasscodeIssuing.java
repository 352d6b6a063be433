package org.imageexchange.passcode;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.notification.Address;
import org.imageexchange.notification.Notice;
import org.imageexchange.notification.Notifications;
import org.imageexchange.notification.Notifications.NotSent;
import org.imageexchange.notification.Notifications.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of {@code issue-passcode}. Each may come twice.
 *
 * <p>What the database says is decided under the lock of the account's guard; the gateway is waited for outside of it.
 */
@Service
public class PasscodeIssuing {

    private static final Logger LOG = LoggerFactory.getLogger(PasscodeIssuing.class);

    private final SecureRandom random = new SecureRandom();
    private final Challenges challenges;
    private final StoredPasscodes passcodes;
    private final AccountGuards guards;
    private final PasscodeSendings sendings;
    private final SendingLimits limits;
    private final SignInLinks links;
    private final Notifications notifications;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PasscodeIssuing(
            Challenges challenges,
            StoredPasscodes passcodes,
            AccountGuards guards,
            PasscodeSendings sendings,
            SendingLimits limits,
            SignInLinks links,
            Notifications notifications,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.challenges = challenges;
        this.passcodes = passcodes;
        this.guards = guards;
        this.sendings = sendings;
        this.limits = limits;
        this.links = links;
        this.notifications = notifications;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Whether a code may be sent.
     *
     * @param allowed whether the one that was asked for may be sent now
     * @param codeOpen whether one that was sent before can still be used
     */
    public record Limits(boolean allowed, boolean codeOpen) {}

    /** Which of the opened link's channels a code goes to. */
    public enum Way {
        CHOSEN,
        /** The other one, when the gateway of the chosen one does not take it. */
        OTHER
    }

    /** What became of a sending. */
    public sealed interface Sending {

        /** Handed over, or nobody waits for it any more. */
        record Done() implements Sending {}

        /** The gateway did not take it; {@code otherWay} says whether there is another channel to try. */
        record Failed(String reason, boolean otherWay) implements Sending {}
    }

    private record Prepared(Challenge challenge, int sending, PasscodeChannel channel, boolean otherWay) {}

    /** Decides whether the code that was asked for may be sent; a repeat finds what was decided. */
    public Limits checkLimits(ChallengeId id) {
        return locked(id, this::checkLimits).orElseGet(() -> new Limits(false, false));
    }

    private Limits checkLimits(Challenge challenge, Instant now) {
        var codeOpen = codesOf(challenge).stream().anyMatch(code -> code.isLive(now));
        if (isOver(challenge, now) || !challenge.isWaiting() && !codeOpen) {
            end(challenge);
            return new Limits(false, false);
        }
        if (!challenge.isWaiting()) {
            return new Limits(false, codeOpen); // answered before: the process has lost its way, or repeats itself
        }
        if (challenge.isAllowed()) {
            return new Limits(true, codeOpen);
        }
        var againFrom = limits.againFrom(challenge.account(), challenge.channel(), challenge.networkHash(), now);
        if (againFrom.isPresent()) {
            challenge.refuse(againFrom.get(), codeOpen);
            var reason = PasscodeRefused.Reason.ASKED_TOO_OFTEN;
            events.publishEvent(new PasscodeRefused(challenge.account(), challenge.id(), reason, now));
            LOG.info("Sent no passcode in challenge {}: {}", challenge.id().value(), reason);
            return new Limits(false, codeOpen);
        }
        challenge.allow();
        sendings.save(new PasscodeSending(challenge, now));
        return new Limits(true, codeOpen);
    }

    /**
     * Makes a code, keeps its hash and hands it over. A repeat makes another one, because nobody can read the first;
     * whichever arrives is good.
     */
    public Sending send(ChallengeId id, Way way) {
        var passcode = Passcode.random(random);
        var hash = PasscodeHash.of(passcode); // slow, so before the lock
        var prepared = locked(id, (challenge, now) -> prepare(challenge, way, hash, now))
                .flatMap(found -> found);
        if (prepared.isEmpty()) {
            return new Sending.Done();
        }
        var sending = prepared.get();
        var delivery = notifications.send(
                "passcode:" + id.value() + ":" + sending.sending(),
                address(sending.channel()),
                new Notice.Passcode(passcode.digits(), (int) Rules.CODE_LIVES.toMinutes()));
        return switch (delivery) {
            case Sent() -> {
                locked(id, (challenge, now) -> handedOver(challenge, sending, now));
                yield new Sending.Done();
            }
            case NotSent(var reason) -> {
                locked(id, (challenge, now) -> notHandedOver(challenge));
                yield new Sending.Failed(reason, sending.otherWay());
            }
        };
    }

    private Optional<Prepared> prepare(Challenge challenge, Way way, PasscodeHash hash, Instant now) {
        if (isOver(challenge, now) || challenge.allowed() == 0) {
            return Optional.empty();
        }
        var other = links.otherWays(challenge.link(), challenge.channel()).stream()
                .filter(channel -> mayBeSentTo(challenge, channel, now))
                .findFirst();
        var channel = way == Way.OTHER && other.isPresent() ? other.get() : challenge.channel();
        passcodes.save(new StoredPasscode(challenge.id(), channel, hash, now));
        if (!channel.equals(challenge.channel())) {
            sendings.divert(challenge.id().value(), challenge.allowed(), Fingerprint.ofChannel(channel));
        }
        return Optional.of(
                new Prepared(challenge, challenge.allowed(), channel, way == Way.CHOSEN && other.isPresent()));
    }

    /** The limits hold for the other channel as well; a repeat of what was diverted there already is no second sending. */
    private boolean mayBeSentTo(Challenge challenge, PasscodeChannel channel, Instant now) {
        var diverted = sendings.isDiverted(challenge.id().value(), challenge.allowed(), Fingerprint.ofChannel(channel));
        return diverted
                || limits.againFrom(challenge.account(), channel, challenge.networkHash(), now)
                        .isEmpty();
    }

    private boolean handedOver(Challenge challenge, Prepared sending, Instant now) {
        if (challenge.isOpen()) {
            challenge.handedOver(sending.sending(), sending.channel(), now);
        }
        var factor = sending.channel().kind();
        events.publishEvent(new PasscodeSent(challenge.account(), challenge.id(), factor, now));
        return true;
    }

    private boolean notHandedOver(Challenge challenge) {
        if (challenge.isOpen() && challenge.isWaiting()) {
            challenge.notHandedOver();
        }
        return true;
    }

    /** Ends a challenge whose time is over; returns whether another code was asked for before it could end. */
    public boolean expire(ChallengeId id) {
        return locked(id, (challenge, now) -> {
                    if (isOver(challenge, now)) {
                        end(challenge);
                        return false;
                    }
                    if (challenge.isWaiting()) {
                        return true;
                    }
                    end(challenge);
                    return false;
                })
                .orElse(false);
    }

    private boolean isOver(Challenge challenge, Instant now) {
        return !challenge.isOpen()
                || challenge.isStale(now)
                || links.find(challenge.link()).isEmpty();
    }

    private void end(Challenge challenge) {
        if (challenge.isOpen()) {
            challenge.expire();
            codesOf(challenge).forEach(StoredPasscode::forget);
        }
    }

    private List<StoredPasscode> codesOf(Challenge challenge) {
        return passcodes.findByChallenge(challenge.id().value());
    }

    /** Runs a decision under the lock of the account's guard; empty when there is no such challenge. */
    private <R> Optional<R> locked(ChallengeId id, BiFunction<Challenge, Instant, R> decision) {
        return Objects.requireNonNull(transaction.execute(status -> challenges
                .findAccount(id.value())
                .map(account -> {
                    guards.require(account);
                    var challenge = challenges.findById(id.value()).orElseThrow();
                    return decision.apply(challenge, clock.instant().truncatedTo(ChronoUnit.MILLIS));
                })));
    }

    private static Address address(PasscodeChannel channel) {
        return switch (channel) {
            case PasscodeChannel.Sms sms -> new Address.Mobile(sms.number().e164());
            case PasscodeChannel.SecondEmail mail ->
                new Address.Email(mail.address().value());
        };
    }
}
