package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.imageexchange.MovedClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@WorkflowTest
class HousekeepingTests {

    @Autowired
    private Housekeeping housekeeping;

    @Autowired
    private Claims claims;

    @Autowired
    private TaskInbox inbox;

    @Autowired
    private FakeEngine engine;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void nothing_is_kept() {
        jdbc.sql("delete from process_claim").update();
        jdbc.sql("delete from task_inbox").update();
        engine.loseEverything();
    }

    @Test
    void a_claim_is_forgotten_a_week_after_its_instance_is_gone() {
        claims.claim("ended", engine.identity(), 1);
        claims.claim("runs", engine.identity(), 2);
        claims.claim("of another engine", UUID.randomUUID(), 2);
        engine.running.add(2L);
        clock.advance(Housekeeping.KEEP);
        claims.claim("new", engine.identity(), 3);
        housekeeping.tidy();
        assertThat(keys()).hasSize(4);

        clock.advance(Duration.ofMillis(1));
        housekeeping.tidy();

        assertThat(keys()).containsExactly("new", "runs");
    }

    @Test
    void more_claims_than_fit_on_a_page_are_all_looked_at() {
        for (var i = 0; i < 1100; i++) {
            claims.claim("key%04d".formatted(i), engine.identity(), i);
            if (i < 600) {
                engine.running.add((long) i);
            }
        }
        clock.advance(Housekeeping.KEEP.plusMillis(1));

        housekeeping.tidy();

        assertThat(keys()).hasSize(600);
    }

    @Test
    void a_task_that_is_closed_is_forgotten_and_an_open_one_is_not() {
        transaction.executeWithoutResult(status -> {
            inbox.opened(aTask(1));
            inbox.opened(aTask(2));
            inbox.closed(aTask(2), "COMPLETED");
        });
        clock.advance(Housekeeping.KEEP.plusMillis(1));

        housekeeping.tidy();

        assertThat(jdbc.sql("select user_task_key from task_inbox")
                        .query(Long.class)
                        .list())
                .containsExactly(1L);
    }

    private List<String> keys() {
        return jdbc.sql("select process_key from process_claim order by process_key")
                .query(String.class)
                .list();
    }

    private static TaskInbox.Task aTask(long key) {
        return new TaskInbox.Task(key, "a", "review", "userTask_Review", null, null, null, List.of());
    }
}
