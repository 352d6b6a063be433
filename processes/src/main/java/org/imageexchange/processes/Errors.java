package org.imageexchange.processes;

/** The business errors that workers throw and models catch. */
public final class Errors {

    /** There is nothing to deliver, or nobody who could prove who they are. */
    public static final String NOT_DELIVERABLE = "NOT_DELIVERABLE";

    /** A passcode could not be handed over by the channel that was tried. */
    public static final String CHANNEL_FAILED = "CHANNEL_FAILED";

    /** A transfer may not be passed on, or not any more. */
    public static final String FORWARDING_REFUSED = "FORWARDING_REFUSED";

    private Errors() {}
}
