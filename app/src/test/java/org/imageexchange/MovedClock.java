package org.imageexchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
public final class MovedClock extends Clock {

    /** When most tests begin: a Tuesday morning in Glasgow. */
    public static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    /** Moves time forward. */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone); // nobody asks for one that moves
    }
}
