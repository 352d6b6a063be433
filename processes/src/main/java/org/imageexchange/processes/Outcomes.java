package org.imageexchange.processes;

/** The ways out of a wizard's step; the models route them. */
public final class Outcomes {

    public static final String NEXT = "next";
    public static final String PREVIOUS = "previous";
    public static final String CANCEL = "cancel";

    /** The last step is done. */
    public static final String APPROVE = "approve";

    private Outcomes() {}
}
