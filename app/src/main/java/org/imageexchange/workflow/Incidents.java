package org.imageexchange.workflow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is stuck and waits for an administrator. */
@Service
public class Incidents {

    /**
     * An open incident.
     *
     * @param processKey what it is about, or null when the process was never claimed
     * @param task the label of the stuck task, as the model shows it
     * @param message what went wrong and what to do, without patient data
     */
    public record Incident(
            long key, String process, String task, @Nullable String processKey, Instant since, String message) {}

    /** Announced when something gets stuck or moves again. */
    public record DelayChanged(String processKey, boolean delayed) {}

    /** The open incidents, oldest first. */
    public List<Incident> open() {
        throw new UnsupportedOperationException();
    }

    /** Lets the stuck task run again; an incident that is gone meanwhile is no error. */
    public void retry(long key) {
        throw new UnsupportedOperationException();
    }
}
