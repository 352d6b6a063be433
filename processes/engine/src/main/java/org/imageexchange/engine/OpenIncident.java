package org.imageexchange.engine;

import org.jspecify.annotations.Nullable;

/**
 * An incident that nobody has resolved yet, as the engine's state holds it.
 *
 * @param rootProcessInstanceKey the outermost instance, which a message started
 * @param jobKey the failed job, or null when the incident has none (an expression, an uncaught error)
 */
public record OpenIncident(
        long key,
        String errorType,
        String message,
        String processId,
        long processInstanceKey,
        long rootProcessInstanceKey,
        String elementId,
        @Nullable Long jobKey) {}
