package org.imageexchange.passcode;

import java.time.Instant;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.audit.Audited;

/** A gateway took a code. */
public record PasscodeSent(AccountId account, ChallengeId challenge, PasscodeChannel.Kind factor, Instant at)
        implements Audited {}
