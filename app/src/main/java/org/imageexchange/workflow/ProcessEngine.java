package org.imageexchange.workflow;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the portal must know of its engine beyond sending commands; one adapter for each way to run. */
public interface ProcessEngine {

    /** Which engine this is: another one whenever its data was lost. */
    UUID identity();

    /** Whether a process instance still runs. */
    boolean isActive(long processInstanceKey);

    /** What is stuck now. */
    List<Stuck> stuck();

    /**
     * An incident as the engine knows it.
     *
     * @param rootInstance the outermost process instance, which a message started
     * @param job the failed job, or null when the incident has none
     */
    record Stuck(
            long incident,
            String processId,
            String elementId,
            long rootInstance,
            @Nullable Long job,
            String message) {}
}
