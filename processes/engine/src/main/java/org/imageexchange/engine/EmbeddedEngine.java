package org.imageexchange.engine;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A durable one-partition Zeebe that speaks gRPC on the loopback interface and survives kill -9. */
public final class EmbeddedEngine implements AutoCloseable {

    private EmbeddedEngine() {}

    /**
     * Opens the engine's folder and serves; returns when commands are accepted.
     *
     * @throws EngineException when the folder is in use or damaged; the message says what to do
     */
    public static EmbeddedEngine start(EngineSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** Where a Camunda client reaches the engine: {@code http://127.0.0.1:port}. */
    public URI grpcAddress() {
        throw new UnsupportedOperationException();
    }

    /** Which engine folder this is: a new one whenever the folder was emptied. */
    public UUID identity() {
        throw new UnsupportedOperationException();
    }

    /** Completes a native user task; fails with {@link EngineRejection} (INVALID_STATE, NOT_FOUND, …). */
    public CompletableFuture<Void> completeUserTask(long userTaskKey, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }

    /** Assigns a native user task; fails with {@link EngineRejection}. */
    public CompletableFuture<Void> assignUserTask(long userTaskKey, String assignee) {
        throw new UnsupportedOperationException();
    }

    /** All incidents that are open now. */
    public List<OpenIncident> openIncidents() {
        throw new UnsupportedOperationException();
    }

    /** Whether a process instance still runs. */
    public boolean isActive(long processInstanceKey) {
        throw new UnsupportedOperationException();
    }

    /** Takes a snapshot now and cuts the log before it. */
    public void snapshot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
