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

    private Variables() {}
}
