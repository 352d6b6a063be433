package org.imageexchange.workflow;

import java.util.Map;
import org.springframework.stereotype.Service;

/** Commands to the engine that are written with the change they belong to and published after its commit. */
@Service
public class ProcessOutbox {

    /**
     * Starts a process; call it inside the transaction that makes what it is about.
     *
     * @param message one of {@code Messages}
     * @param processKey unique per process instance, at most 256 characters; becomes the variable {@code processKey}
     */
    public void start(String message, String processKey, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }

    /** Tells a running process something; nobody waiting for it is no error. */
    public void correlate(String message, String correlationKey, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }
}
