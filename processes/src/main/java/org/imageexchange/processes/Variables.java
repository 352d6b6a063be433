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

    /** The draft in which a wizard collects what is asked for. */
    public static final String DRAFT_ID = "draftId";

    /** After how long without a step a wizard ends, an ISO duration; set by {@link Jobs#RESERVE_FORWARD}. */
    public static final String WIZARD_PATIENCE = "wizardPatience";

    /** Which way a person leaves a step of a wizard: one of {@link Outcomes}. */
    public static final String OUTCOME = "outcome";

    /** Names the answers that a completion of a user task means, so that another window's are not taken for them. */
    public static final String SUBMISSION = "submission";

    /** Set by {@link Jobs#FIND_RECIPIENT}: whether the address book holds all that is needed of the recipient. */
    public static final String RECIPIENT_KNOWN = "recipientKnown";

    /** Set by {@link Jobs#RESERVE_FORWARD}: whether the transfer of this draft exists, so that its wizard is over. */
    public static final String FORWARDED = "forwarded";

    /** Which delivery {@link Messages#DELIVERY_STOPPED} ends: the process key of {@code send-images}, or its like. */
    public static final String DELIVERY_KEY = "deliveryKey";

    private Variables() {}
}
