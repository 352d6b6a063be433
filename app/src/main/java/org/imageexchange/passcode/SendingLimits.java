package org.imageexchange.passcode;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.policy.Policies;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/** How often a code may be sent; asked under the lock of the account's guard, or only to show a time. */
@Component
class SendingLimits {

    private final PasscodeSendings sendings;
    private final Challenges challenges;
    private final Policies policies;

    SendingLimits(PasscodeSendings sendings, Challenges challenges, Policies policies) {
        this.sendings = sendings;
        this.challenges = challenges;
        this.policies = policies;
    }

    /** From when another code may be sent; empty if at once. */
    Optional<Instant> againFrom(AccountId account, PasscodeChannel channel, String networkHash, Instant now) {
        var channelHash = Fingerprint.ofChannel(channel);
        Function<Pageable, List<Instant>> toChannel = page -> sendings.findByChannel(account, channelHash, page);
        Function<Pageable, List<Instant>> fromNetwork = page -> sendings.findByNetwork(networkHash, page);

        return Stream.of(
                        againFrom(toChannel, 1, Rules.BETWEEN_SENDINGS, now),
                        againFrom(toChannel, Rules.SENDINGS_AN_HOUR, Rules.HOUR, now),
                        againFrom(fromNetwork, policies.network().passcodesAnHour(), Rules.HOUR, now))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /** From when another challenge may begin; empty if at once. */
    Optional<Instant> beginFrom(AccountId account, Instant now) {
        return againFrom(page -> challenges.findBeginnings(account, page), Rules.CHALLENGES_AN_HOUR, Rules.HOUR, now);
    }

    /** At most {@code count} within {@code period}: the count-th newest must be older than that. */
    private static Optional<Instant> againFrom(
            Function<Pageable, List<Instant>> newestFirst, int count, Duration period, Instant now) {
        return newestFirst.apply(PageRequest.of(count - 1, 1)).stream()
                .map(time -> time.plus(period))
                .filter(now::isBefore)
                .findFirst();
    }
}
