package org.imageexchange.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The portal's clock as the engine's schedule sees it: a little ahead when the clock stands.
 *
 * <p>The engine looks for what is due at least 100 ms after it last looked. Where somebody holds the clock still, that
 * moment would never come, and what is overdue would stay so.
 */
final class SchedulingClock implements InstantSource {

    private static final long AHEAD_AT_MOST = 110;

    private final InstantSource clock;
    private long shown;
    private long shownSince;

    SchedulingClock(InstantSource clock) {
        this.clock = clock;
        this.shown = clock.millis();
        this.shownSince = System.nanoTime();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public synchronized long millis() {
        var now = clock.millis();
        if (now != shown) {
            shown = now;
            shownSince = System.nanoTime();
            return now;
        }
        var standing = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - shownSince);
        return now + Math.min(standing, AHEAD_AT_MOST);
    }
}
