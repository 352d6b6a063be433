package org.imageexchange.passcode;

import java.time.Instant;
import org.imageexchange.account.AccountId;
import org.imageexchange.audit.Audited;

/** A code was not accepted, or not sent. */
public record PasscodeRefused(AccountId account, ChallengeId challenge, Reason reason, Instant at) implements Audited {

    /** Why. */
    public enum Reason {
        WRONG,
        /** Wrong once too often: the challenge closed. */
        CLOSED,
        EXPIRED,
        USED,
        /** Answered from a browser that did not ask. */
        ELSEWHERE,
        /** Tried while the account had to wait. */
        BACK_OFF,
        ASKED_TOO_OFTEN
    }
}
