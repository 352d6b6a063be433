package org.imageexchange.engine;

import org.jspecify.annotations.Nullable;

/** The log took nothing; what was to be written may be tried again as soon as there is room. */
final class CannotWrite extends EngineException {

    CannotWrite(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
