package org.imageexchange.processes;

/** The messages that start a process or that a running one waits for. */
public final class Messages {

    /** Starts {@code send-images}; carries {@link Variables#TRANSFER_ID} and {@link Variables#DELIVERY}. */
    public static final String IMAGES_SENT = "exchange.imagesSent";

    /** Ends a delivery that was withdrawn or replaced; correlated by the delivery's key, see {@link Variables#DELIVERY_KEY}. */
    public static final String DELIVERY_STOPPED = "exchange.deliveryStopped";

    /** Starts {@code issue-passcode}; carries {@link Variables#CHALLENGE_ID}. */
    public static final String PASSCODE_ASKED = "exchange.passcodeAsked";

    /** Another code was asked for in the same challenge; correlated by the challenge id. */
    public static final String PASSCODE_ASKED_AGAIN = "exchange.passcodeAskedAgain";

    /** The passcode opened a session; correlated by the challenge id. */
    public static final String PASSCODE_USED = "exchange.passcodeUsed";

    /** Too many wrong tries closed the challenge; correlated by the challenge id. */
    public static final String PASSCODE_CLOSED = "exchange.passcodeClosed";

    /** Starts {@code mail-sign-in-link}; carries {@link Variables#SIGN_IN_REQUEST_ID}. */
    public static final String SIGN_IN_LINK_ASKED = "exchange.signInLinkAsked";

    /** Starts {@code forward-transfer}; carries {@link Variables#DRAFT_ID}. */
    public static final String FORWARD_ASKED = "exchange.forwardAsked";

    private Messages() {}
}
