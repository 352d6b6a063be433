package org.imageexchange.workflow;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Hands the outbox's messages to the engine. */
interface MessagePublisher {

    /** How long the engine remembers a message: it drops repeats no longer than that. */
    Duration TIME_TO_LIVE = Duration.ofHours(24);

    /**
     * A row of the outbox.
     *
     * @param id the message id as well, so that the engine drops repeats
     * @param tries how often the engine refused it
     */
    record Message(UUID id, String message, String key, String variables, int tries) {}

    /** What the engine said. */
    enum Outcome {
        /** It has the message, now or from an earlier try. */
        PUBLISHED,
        /** It will never take this one as it is. */
        REFUSED,
        /** It takes none at the moment. */
        UNREACHABLE
    }

    /** Never fails: trouble is an outcome. */
    CompletableFuture<Outcome> publish(Message message);
}
