package org.imageexchange.workflow;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.imageexchange.processes.Variables;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Commands to the engine that are written with the change they belong to and published after its commit. */
@Service
public class ProcessOutbox {

    /** Announces rows to the relay, which reads them after the commit. */
    record Written() {}

    private static final int LONGEST_KEY = 256;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public ProcessOutbox(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Starts a process; call it inside the transaction that makes what it is about.
     *
     * @param message one of {@code Messages}
     * @param processKey unique per process instance, at most 256 characters; becomes the variable {@code processKey}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(String message, String processKey, Map<String, ?> variables) {
        var all = new HashMap<String, Object>(variables);
        all.put(Variables.PROCESS_KEY, processKey);
        write(message, processKey, true, all);
    }

    /** Tells a running process something; nobody waiting for it is no error. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void correlate(String message, String correlationKey, Map<String, ?> variables) {
        write(message, correlationKey, false, variables);
    }

    private void write(String message, String key, boolean starts, Map<String, ?> variables) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("A process key has 1 to 256 characters, not " + key.length());
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into process_outbox"
                        + " (id, message, correlation_key, starts, variables, written_at, tries, next_try_at)"
                        + " values (:id, :message, :key, :starts, :variables, :now, 0, :now)")
                .param("id", UUID.randomUUID())
                .param("message", message)
                .param("key", key)
                .param("starts", starts)
                .param("variables", ProcessVariables.write(variables))
                .param("now", now)
                .update();
        events.publishEvent(new Written());
    }
}
