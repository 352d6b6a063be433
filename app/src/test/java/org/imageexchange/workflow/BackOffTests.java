package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTests {

    private final BackOff backOff = BackOff.parse("PT1S PT5S PT30S"); // a task of four tries

    @Test
    void each_new_try_waits_longer_as_the_model_says() {
        assertThat(backOff.before(3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.before(2)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backOff.before(1)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void more_or_fewer_tries_than_the_model_gives_take_the_nearest_pause() {
        assertThat(backOff.before(9)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.before(0)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_model_that_says_nothing_waits_a_little() {
        assertThat(BackOff.parse(null).before(2)).isPositive();
    }
}
