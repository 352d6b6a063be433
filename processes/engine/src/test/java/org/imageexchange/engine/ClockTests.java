package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.imageexchange.engine.TestEngine.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All that waits for a time waits for the portal's clock, and sees at once when that is moved. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ClockTests {

    @TempDir
    Path folder;

    private final StandingClock clock = new StandingClock();
    private TestEngine zeebe;

    @BeforeEach
    void start() {
        zeebe = TestEngine.in(folder, clock)
                .deploy(
                        process(
                                "work-only",
                                start -> start.serviceTask("work", task -> task.zeebeJobType("work"))
                                        .endEvent()),
                        process(
                                "ten-minutes",
                                start -> start.intermediateCatchEvent("wait", event -> event.timerWithDuration("PT10M"))
                                        .serviceTask("then", task -> task.zeebeJobType("then"))
                                        .endEvent()),
                        process(
                                "at-a-time",
                                start -> start.intermediateCatchEvent(
                                                "wait", event -> event.timerWithDate("2020-01-01T00:00:00Z"))
                                        .serviceTask("then", task -> task.zeebeJobType("overdue"))
                                        .endEvent()));
    }

    @AfterEach
    void stop() {
        zeebe.close();
    }

    @Test
    void a_timer_fires_when_the_clock_is_moved_to_its_time() {
        zeebe.start("ten-minutes");

        clock.move(Duration.ofMinutes(10));

        zeebe.complete("then");
    }

    @Test
    void a_timer_does_not_fire_before_its_time() {
        zeebe.start("ten-minutes");

        clock.move(Duration.ofMinutes(10).minusMillis(1));

        staysTrue(() -> !zeebe.hasJob("then"));
        clock.move(Duration.ofMillis(1));
        zeebe.complete("then");
    }

    @Test
    void timers_one_after_the_other_fire_as_often_as_the_clock_is_moved() {
        for (int i = 0; i < 5; i++) {
            zeebe.start("ten-minutes");
            clock.move(Duration.ofMinutes(10));
            zeebe.complete("then");
        }
    }

    @Test
    void a_timer_that_is_overdue_fires_although_the_clock_stands() {
        for (int i = 0; i < 3; i++) {
            zeebe.start("at-a-time");

            zeebe.complete("overdue");
        }
    }

    @Test
    void a_timer_that_became_due_while_the_engine_was_closed_fires_after_the_start() {
        zeebe.start("ten-minutes");
        zeebe.close();
        clock.move(Duration.ofDays(1));

        zeebe = TestEngine.in(folder, clock);

        zeebe.complete("then");
    }

    @Test
    void a_failed_job_comes_back_when_its_back_off_has_passed() {
        zeebe.start("work-only");
        zeebe.client
                .newFailCommand(zeebe.job("work"))
                .retries(1)
                .retryBackoff(Duration.ofMinutes(5))
                .send()
                .join();
        clock.move(Duration.ofMinutes(5).minusMillis(1));
        staysTrue(() -> !zeebe.hasJob("work"));

        clock.move(Duration.ofMillis(1));

        zeebe.complete("work");
    }

    @Test
    void a_job_whose_worker_is_silent_comes_back_when_its_time_is_up() {
        zeebe.start("work-only");
        var job = zeebe.job("work", Duration.ofMinutes(15));
        staysTrue(() -> !zeebe.hasJob("work"));

        clock.move(Duration.ofMinutes(15).plusSeconds(1));

        assertThat(zeebe.complete("work").getKey()).isEqualTo(job.getKey());
    }

    @Test
    void a_message_id_is_free_again_when_its_message_has_expired() {
        publishOnce();
        clock.move(Duration.ofHours(23));
        assertThatThrownBy(this::publishOnce).hasMessageContaining("ALREADY_EXISTS");

        clock.move(Duration.ofHours(1).plusMillis(1));

        await().atMost(TestEngine.PATIENCE).ignoreExceptions().until(() -> {
            publishOnce();
            return true;
        });
    }

    private void publishOnce() {
        zeebe.client
                .newPublishMessageCommand()
                .messageName("order")
                .correlationKey("1")
                .messageId("order-1")
                .timeToLive(Duration.ofHours(24))
                .send()
                .join();
    }

    private static void staysTrue(Callable<Boolean> condition) {
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(condition);
    }
}
