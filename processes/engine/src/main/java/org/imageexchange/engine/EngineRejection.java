package org.imageexchange.engine;

/** The engine refused a command: the task is gone, or not in a state that allows it, or a listener denied it. */
public final class EngineRejection extends RuntimeException {

    private final String type;

    public EngineRejection(String type, String reason) {
        super(type + ": " + reason);
        this.type = type;
    }

    /** The engine's rejection type, for instance {@code NOT_FOUND} or {@code INVALID_STATE}. */
    public String type() {
        return type;
    }
}
