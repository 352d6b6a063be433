package org.imageexchange.processes;

/** The process variables: ids and small facts, never a name, an address, a code or clinical text. */
public final class Variables {

    /** What one process instance is about; unique per instance, the key of its claim and of its messages. */
    public static final String PROCESS_KEY = "processKey";

    public static final String TRANSFER_ID = "transferId";

    /** Which delivery of the transfer this is: 1 for the first, one more for each correction or new try. */
    public static final String DELIVERY = "delivery";

    public static final String CHALLENGE_ID = "challengeId";
    public static final String SIGN_IN_REQUEST_ID = "signInRequestId";

    /** Set by {@link Jobs#CLAIM_PROCESS}: false when another instance has the process key. */
    public static final String CLAIMED = "claimed";

    /** Why a business error was thrown, as a code: the registrar sets it from the error. */
    public static final String REASON = "reason";

    /** Set by {@link Jobs#CHECK_PASSCODE_LIMITS}: whether the code that was asked for may be sent now. */
    public static final String ALLOWED = "allowed";

    /** Set by {@link Jobs#CHECK_PASSCODE_LIMITS}: whether a code that was sent before can still be used. */
    public static final String CODE_OPEN = "codeOpen";

    /** Set by {@link Jobs#EXPIRE_PASSCODE}: whether another code was asked for before the challenge could expire. */
    public static final String ASKED_AGAIN = "askedAgain";

    private Variables() {}
}
