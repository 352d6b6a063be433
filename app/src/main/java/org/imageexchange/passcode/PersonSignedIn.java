package org.imageexchange.passcode;

import java.time.Instant;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.audit.Audited;

/**
 * Somebody proved a mailbox and a channel.
 *
 * @param factor the kind of channel; a second mailbox is the weaker one
 */
public record PersonSignedIn(AccountId account, ChallengeId challenge, PasscodeChannel.Kind factor, Instant at)
        implements Audited {}
