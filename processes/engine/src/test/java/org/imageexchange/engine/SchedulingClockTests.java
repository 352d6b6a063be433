package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SchedulingClockTests {

    private final StandingClock clock = new StandingClock();
    private final SchedulingClock scheduling = new SchedulingClock(clock);

    @Test
    void it_runs_ahead_of_a_clock_that_stands_by_a_tenth_of_a_second_and_no_more() {
        var start = clock.millis();

        await().until(() -> scheduling.millis() == start + 110);

        await().during(Duration.ofMillis(300)).until(() -> scheduling.millis() == start + 110);
    }

    @Test
    void it_follows_a_jump_at_once() {
        clock.move(Duration.ofDays(1));

        assertThat(scheduling.millis()).isBetween(clock.millis(), clock.millis() + 110);
    }

    @Test
    void it_is_a_running_clock_where_the_clock_runs() {
        var running = new SchedulingClock(InstantSource.system());

        for (int i = 0; i < 1000; i++) {
            var before = System.currentTimeMillis();
            var shown = running.millis();
            assertThat(shown).isBetween(before, System.currentTimeMillis() + 1);
        }
    }
}
