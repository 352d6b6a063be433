package org.imageexchange.processes;

/** What a model says to the worker of one of its tasks, and to nobody else. */
public final class Headers {

    /** The pauses before a failed job's next tries, as ISO durations with a space between: {@code PT1S PT5S}. */
    public static final String BACK_OFF = "backOff";

    /** Which channel a passcode goes to: {@link #CHOSEN_CHANNEL} or {@link #OTHER_CHANNEL}. */
    public static final String CHANNEL = "channel";

    public static final String CHOSEN_CHANNEL = "chosen";
    public static final String OTHER_CHANNEL = "other";

    /** How a wizard ended without a forward: {@link #CANCELLED} or {@link #ABANDONED}. */
    public static final String ENDING = "ending";

    public static final String CANCELLED = "cancelled";
    public static final String ABANDONED = "abandoned";

    private Headers() {}
}
