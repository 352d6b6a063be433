package org.imageexchange.workflow;

import java.util.List;
import java.util.Map;

/** Lets the reconciler find what needs a process: a feature names its open rows, and the reconciler starts what is lost. */
public interface OpenProcesses {

    /** The message that starts the process. */
    String message();

    /**
     * The open rows in a lasting order, after the row of the given process key; at most {@code limit}. The first page
     * is asked for with an empty key. A row that is open stays in the list until its process has nothing left to do.
     */
    List<Start> openAfter(String processKey, int limit);

    /** How a row's process is started again. */
    record Start(String processKey, Map<String, ?> variables) {}
}
