package org.imageexchange.engine;

import io.camunda.zeebe.scheduler.clock.ActorClock;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Lets the engine's own timers follow the portal's clock, jumps included.
 *
 * <p>The engine looks for what is due at least 100 ms after it last looked. So that this comes to pass while somebody
 * holds the clock still, time may run ahead of a clock that stands, by a little more than that.
 */
final class EngineClock implements ActorClock {

    private static final long AHEAD_AT_MOST = 110;

    private final InstantSource clock;
    private long shown;
    private long shownSince;

    EngineClock(InstantSource clock) {
        this.clock = clock;
        this.shown = clock.millis();
        this.shownSince = System.nanoTime();
    }

    @Override
    public boolean update() {
        return true; // the clock can move at any moment, so timers are always looked at
    }

    @Override
    public synchronized long getTimeMillis() {
        var now = clock.millis();
        if (now != shown) {
            shown = now;
            shownSince = System.nanoTime();
            return now;
        }
        var standing = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - shownSince);
        return now + Math.min(standing, AHEAD_AT_MOST);
    }

    @Override
    public long getNanosSinceLastMillisecond() {
        return 0;
    }

    @Override
    public long getNanoTime() {
        return System.nanoTime();
    }
}
