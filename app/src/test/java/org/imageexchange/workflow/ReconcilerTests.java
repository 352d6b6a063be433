package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.imageexchange.MovedClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@WorkflowTest
class ReconcilerTests {

    @Autowired
    private Reconciler reconciler;

    @Autowired
    private ProcessOutbox outbox;

    @Autowired
    private OutboxRelay relay;

    @Autowired
    private Claims claims;

    @Autowired
    private RecordingPublisher publisher;

    @Autowired
    private FakeEngine engine;

    @Autowired
    private OpenRows rows;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void nothing_is_open() {
        jdbc.sql("delete from process_outbox").update();
        jdbc.sql("delete from process_claim").update();
        rows.keys.clear();
        publisher.taken.clear();
        engine.loseEverything();
        reconciler.pass();
    }

    @Test
    void what_runs_is_left_alone() {
        aRunningProcess("a", 1);

        assertThat(passes(3)).isZero();
    }

    @Test
    void an_emptied_engine_folder_brings_every_open_row_back_exactly_once() {
        aRunningProcess("a", 1);
        aRunningProcess("b", 2);
        aRunningProcess("done", 3);
        rows.keys.remove("done");

        engine.loseEverything();

        assertThat(passes(2)).isEqualTo(2);
        assertThat(publisher.taken)
                .extracting(MessagePublisher.Message::key, MessagePublisher.Message::variables)
                .containsExactlyInAnyOrder(
                        tuple("a", "{\"transferId\":\"of a\",\"processKey\":\"a\"}"),
                        tuple("b", "{\"transferId\":\"of b\",\"processKey\":\"b\"}"));
        assertThat(claims.claim("a", engine.identity(), 1))
                .as("the new instance may claim")
                .isTrue();
        engine.running.add(1L);
        assertThat(passes(3)).isZero();
    }

    @Test
    void an_instance_that_somebody_cancelled_is_started_again() {
        aRunningProcess("a", 1);

        engine.running.clear();

        assertThat(passes(3)).isEqualTo(1);
        assertThat(publisher.namesFor("a")).containsExactly("exchange.imagesSent");
    }

    @Test
    void an_instance_that_ended_between_the_reading_of_its_row_and_the_question_is_not_started_again() {
        aRunningProcess("a", 1);
        engine.running.clear();
        assertThat(reconciler.pass()).isZero();
        rows.keys.remove("a"); // what the instance did last

        assertThat(passes(3)).isZero();
    }

    @Test
    void a_row_must_have_been_lost_for_a_while() {
        aRunningProcess("a", 1);
        engine.running.clear();

        assertThat(reconciler.pass()).isZero();
        assertThat(reconciler.pass()).isZero();

        clock.advance(Reconciler.GRACE);
        assertThat(reconciler.pass()).isEqualTo(1);
    }

    @Test
    void a_start_that_is_still_to_be_published_is_waited_for() {
        rows.keys.add("a");
        start("a");

        assertThat(passes(5)).isZero();
    }

    @Test
    void a_start_that_was_just_published_has_time_to_be_claimed() {
        rows.keys.add("a");
        start("a");
        relay.publishDue();

        assertThat(passes(3)).isZero();

        clock.advance(Reconciler.CLAIM_WITHIN);
        assertThat(passes(2)).isEqualTo(1);
    }

    @Test
    void a_start_that_went_to_an_engine_which_is_gone_is_not_waited_for() {
        rows.keys.add("a");
        start("a");
        relay.publishDue();
        publisher.taken.clear();

        engine.loseEverything();

        assertThat(passes(2)).isEqualTo(1);
        assertThat(publisher.namesFor("a")).hasSize(1);
    }

    @Test
    void a_row_that_never_had_a_start_gets_one() {
        rows.keys.add("a");

        assertThat(passes(3)).isEqualTo(1);
    }

    @Test
    void a_row_whose_claim_changed_hands_is_watched_anew() {
        aRunningProcess("a", 1);
        engine.running.clear();
        reconciler.pass();
        clock.advance(Reconciler.GRACE);
        claims.release(claims.find("a").orElseThrow()); // another portal was faster
        claims.claim("a", engine.identity(), 2);

        assertThat(reconciler.pass()).isZero();
    }

    @Test
    void more_rows_than_fit_on_a_page_are_all_looked_at() {
        for (var i = 0; i < 450; i++) {
            rows.keys.add("row%04d".formatted(i));
        }

        assertThat(passes(2)).isEqualTo(450);
    }

    private void aRunningProcess(String key, long instance) {
        rows.keys.add(key);
        start(key);
        relay.publishDue();
        claims.claim(key, engine.identity(), instance);
        engine.running.add(instance);
        publisher.taken.clear();
    }

    private void start(String key) {
        transaction.executeWithoutResult(status -> outbox.start("exchange.imagesSent", key, Map.of()));
    }

    /** Passes with a while between them; returns how many processes they started. */
    private int passes(int count) {
        var started = 0;
        for (var i = 0; i < count; i++) {
            started += reconciler.pass();
            if (started > 0) {
                relay.publishDue();
            }
            clock.advance(Reconciler.GRACE);
        }
        return started;
    }
}
