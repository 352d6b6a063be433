package org.imageexchange.engine;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for which command.
 *
 * <p>Request ids are written to the log and come back with responses, also with those to commands of before a restart:
 * so each run counts from a place of its own, and old ids meet nobody.
 */
final class Requests {

    private final Map<Long, Reply> waiting = new ConcurrentHashMap<>();
    private final AtomicLong ids =
            new AtomicLong((long) new SecureRandom().nextInt(1, Integer.MAX_VALUE) << Integer.SIZE);

    long register(Reply reply) {
        var id = ids.incrementAndGet();
        waiting.put(id, reply);
        return id;
    }

    /** The one who waits for this request, or null when nobody does. */
    @Nullable
    Reply take(long id) {
        return waiting.remove(id);
    }

    void abandonAll(EngineException reason) {
        for (var id : waiting.keySet()) {
            var reply = take(id);
            if (reply != null) {
                reply.abandoned(reason);
            }
        }
    }
}
