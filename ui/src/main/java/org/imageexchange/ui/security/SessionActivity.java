package org.imageexchange.ui.security;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** When the person behind a session last did something, in any of their windows; it is one per session. */
final class SessionActivity implements Serializable {

    static final String ATTRIBUTE = SessionActivity.class.getName();

    private final Duration limit;
    private final AtomicInteger running = new AtomicInteger();
    private volatile Instant last;

    SessionActivity(Duration limit, Instant now) {
        this.limit = limit;
        this.last = now;
    }

    Duration limit() {
        return limit;
    }

    void happened(Instant now) {
        last = now;
    }

    /** An upload or a download is activity for as long as it takes. */
    void begins(Instant now) {
        running.incrementAndGet();
        last = now;
    }

    void ends(Instant now) {
        running.decrementAndGet();
        last = now;
    }

    /** How much idle time is left; zero or less when the session is over. */
    Duration left(Instant now) {
        return running.get() > 0 ? limit : Duration.between(now, last.plus(limit));
    }

    boolean isOver(Instant now) {
        var left = left(now);
        return left.isZero() || left.isNegative();
    }
}
