package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imageexchange.MovedClock;
import org.imageexchange.workflow.MessagePublisher.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@WorkflowTest
class OutboxRelayTests {

    @Autowired
    private ProcessOutbox outbox;

    @Autowired
    private OutboxRelay relay;

    @Autowired
    private RecordingPublisher publisher;

    @Autowired
    private FakeEngine engine;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void an_empty_outbox() {
        jdbc.sql("delete from process_outbox").update();
        publisher.taken.clear();
        publisher.answering(message -> Outcome.PUBLISHED);
    }

    @AfterEach
    void stop() {
        relay.stop();
    }

    @Test
    void a_message_goes_out_as_soon_as_its_transaction_is_committed() {
        relay.start(Duration.ofHours(1)); // no sweep comes in time

        start(key);

        await().until(() -> publisher.namesFor(key), names -> names.size() == 1);
        assertThat(publisher.taken.getFirst().variables())
                .isEqualTo("{\"transferId\":\"t\",\"processKey\":\"" + key + "\"}");
    }

    @Test
    void nothing_goes_out_when_the_transaction_is_rolled_back() {
        transaction.executeWithoutResult(status -> {
            outbox.start("exchange.imagesSent", key, Map.of());
            status.setRollbackOnly();
        });

        assertThat(relay.publishDue()).isZero();
    }

    @Test
    void a_command_without_a_transaction_is_a_mistake() {
        assertThatThrownBy(() -> outbox.start("exchange.imagesSent", key, Map.of()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void what_a_crash_left_unpublished_goes_out_with_the_next_sweep() {
        start(key); // no relay ran when it was committed

        assertThat(relay.publishDue()).isEqualTo(1);
        assertThat(publisher.namesFor(key)).containsExactly("exchange.imagesSent");
        assertThat(relay.publishDue()).isZero();
    }

    @Test
    void what_was_published_before_a_crash_is_repeated_with_the_same_message_id() {
        start(key);
        publisher.answering(message -> {
            publisher.taken.add(message);
            throw new IllegalStateException("The portal dies before it can note that the message is out");
        });
        assertThatThrownBy(relay::publishDue).isInstanceOf(IllegalStateException.class);
        publisher.answering(message -> Outcome.PUBLISHED);

        assertThat(relay.publishDue()).isEqualTo(1);

        assertThat(publisher.taken)
                .hasSize(2)
                .extracting(MessagePublisher.Message::id)
                .satisfies(ids -> assertThat(ids.getFirst()).isEqualTo(ids.getLast()));
    }

    @Test
    void messages_of_one_process_wait_for_each_other_and_for_nobody_else() {
        start(key);
        correlate("exchange.passcodeUsed", key);
        start("another");
        publisher.answering(
                message -> message.key().equals(key) && message.message().equals("exchange.imagesSent")
                        ? Outcome.REFUSED
                        : Outcome.PUBLISHED);

        relay.publishDue();

        assertThat(publisher.namesFor("another")).hasSize(1);
        assertThat(publisher.namesFor(key)).isEmpty();

        publisher.answering(message -> Outcome.PUBLISHED);
        clock.advance(Duration.ofMinutes(1));
        relay.publishDue();

        assertThat(publisher.namesFor(key)).containsExactly("exchange.imagesSent", "exchange.passcodeUsed");
    }

    @Test
    void an_engine_that_is_away_loses_nothing() {
        start(key);
        start("another");
        publisher.answering(message -> Outcome.UNREACHABLE);
        assertThat(relay.publishDue()).isZero();

        publisher.answering(message -> Outcome.PUBLISHED);

        assertThat(relay.publishDue()).isEqualTo(2);
    }

    @Test
    void competing_relays_leave_each_others_rows_alone() throws Exception {
        start(key);
        var publishing = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        publisher.answering(message -> {
            publishing.countDown();
            awaitIt(other);
            return Outcome.PUBLISHED;
        });
        var first = CompletableFuture.supplyAsync(relay::publishDue, Thread::startVirtualThread);
        awaitIt(publishing);

        var second = CompletableFuture.supplyAsync(relay::publishDue, Thread::startVirtualThread)
                .get(10, TimeUnit.SECONDS);

        other.countDown();
        assertThat(second).isZero();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(publisher.taken).hasSize(1);
    }

    @Test
    void a_published_row_says_where_and_is_forgotten_with_the_engines_own_memory_of_it() {
        start(key);
        relay.publishDue();
        assertThat(jdbc.sql("select engine from process_outbox")
                        .query(UUID.class)
                        .single())
                .isEqualTo(engine.identity());

        clock.advance(Duration.ofHours(25));
        relay.start(Duration.ofHours(1));

        await().until(() -> jdbc.sql("select count(*) from process_outbox")
                        .query(Integer.class)
                        .single()
                == 0);
    }

    @Test
    void many_messages_go_out_in_the_order_of_their_writing() {
        for (var i = 0; i < 120; i++) {
            correlate("exchange.m" + i, "key" + i);
        }

        assertThat(relay.publishDue()).isEqualTo(120);
        assertThat(publisher.taken)
                .extracting(message -> message.message().substring("exchange.m".length()))
                .isSortedAccordingTo((one, two) -> Integer.parseInt(one) - Integer.parseInt(two));
    }

    @Test
    void a_key_that_the_engine_would_refuse_and_too_many_facts_are_refused_at_once() {
        assertThatThrownBy(() -> start("k".repeat(257))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> outbox.start("exchange.imagesSent", key, Map.of("text", "a".repeat(5000)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("aaaa");
    }

    private void start(String processKey) {
        transaction.executeWithoutResult(
                status -> outbox.start("exchange.imagesSent", processKey, Map.of("transferId", "t")));
    }

    private void correlate(String message, String correlationKey) {
        transaction.executeWithoutResult(status -> outbox.correlate(message, correlationKey, Map.of()));
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
