package org.imageexchange.processes;

/** The job types of listeners; the workflow package works for all of them. */
public final class Listeners {

    /**
     * Keeps a user task's row in the portal's inbox. Each user task names it for its events {@code creating},
     * {@code assigning}, {@code updating}, {@code completing} and {@code canceling}.
     */
    public static final String KEEP_TASK_INBOX = "exchange.keepTaskInbox";

    private Listeners() {}
}
