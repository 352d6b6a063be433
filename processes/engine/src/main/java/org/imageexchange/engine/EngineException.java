package org.imageexchange.engine;

import org.jspecify.annotations.Nullable;

/** The engine can't work; the message says what to do. */
public class EngineException extends RuntimeException {

    public EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public EngineException(String message) {
        super(message);
    }
}
