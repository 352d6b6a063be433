package org.imageexchange.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.imageexchange.workflow.MessagePublisher.Message;
import org.imageexchange.workflow.MessagePublisher.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes what the outbox holds: at once after a commit, and by a sweep whatever a crash left over.
 *
 * <p>A row is locked while it is published, so that any number of portals compete safely; a repeat after a crash is
 * dropped by the engine, because the row's id is the message id. Of one process key only the oldest row is published.
 */
@Component
class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration CLEAN_EVERY = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int BATCH = 50;

    private final MessagePublisher publisher;
    private final ProcessEngine engine;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final Semaphore written = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private boolean reachable = true;

    OutboxRelay(
            MessagePublisher publisher,
            ProcessEngine engine,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.publisher = publisher;
        this.engine = engine;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param sweepEvery how often to look for rows that nobody announced */
    void start(Duration sweepEvery) {
        var relaying = Thread.ofPlatform().name("outbox-relay").daemon().unstarted(() -> relay(sweepEvery));
        thread = relaying;
        relaying.start();
    }

    void stop() {
        var running = thread;
        thread = null;
        written.release();
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(15));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(ProcessOutbox.Written event) {
        written.release();
    }

    private void relay(Duration sweepEvery) {
        var cleanFrom = Instant.MIN;
        while (thread == Thread.currentThread()) {
            try {
                publishDue();
                if (clock.instant().isAfter(cleanFrom)) {
                    forgetOld();
                    cleanFrom = clock.instant().plus(CLEAN_EVERY);
                }
            } catch (RuntimeException e) {
                log.error("The process outbox could not be read; the next sweep tries again. {}", Trouble.trace(e));
            }
            try {
                written.tryAcquire(sweepEvery.toMillis(), TimeUnit.MILLISECONDS);
                written.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Publishes until nothing is due; returns how many rows went out. */
    int publishDue() {
        var all = 0;
        int published;
        do {
            published = publishBatch();
            all += published;
        } while (published > 0);
        return all;
    }

    private int publishBatch() {
        var published = transaction.execute(status -> {
            var rows = due();
            var answers = rows.stream().map(publisher::publish).toList();
            var outcomes = answers.stream().map(CompletableFuture::join).toList();
            for (var i = 0; i < rows.size(); i++) {
                switch (outcomes.get(i)) {
                    case PUBLISHED -> markPublished(rows.get(i));
                    case REFUSED -> postpone(rows.get(i));
                    case UNREACHABLE -> {} // it stays due
                }
            }
            noteReachable(!outcomes.contains(Outcome.UNREACHABLE));
            return reachable ? Collections.frequency(outcomes, Outcome.PUBLISHED) : 0;
        });
        return published == null ? 0 : published;
    }

    private List<Message> due() {
        return jdbc.sql("""
                        select id, message, correlation_key, variables, tries from process_outbox due
                        where published_at is null and next_try_at <= :now
                          and not exists (
                            select 1 from process_outbox earlier
                            where earlier.correlation_key = due.correlation_key
                              and earlier.published_at is null and earlier.position < due.position)
                        order by position limit :batch
                        for update skip locked""")
                .param("now", now())
                .param("batch", BATCH)
                .query((row, number) -> new Message(
                        row.getObject("id", UUID.class),
                        row.getString("message"),
                        row.getString("correlation_key"),
                        row.getString("variables"),
                        row.getInt("tries")))
                .list();
    }

    private void noteReachable(boolean now) {
        if (now != reachable) {
            log.warn(
                    now
                            ? "The engine takes messages again"
                            : "The engine does not take messages; the outbox keeps them and tries again");
        }
        reachable = now;
    }

    private void markPublished(Message row) {
        jdbc.sql("update process_outbox set published_at = :now, engine = :engine, tries = tries + 1 where id = :id")
                .param("now", now())
                .param("engine", engine.identity())
                .param("id", row.id())
                .update();
    }

    private void postpone(Message row) {
        var pause = Duration.ofSeconds(1L << Math.min(row.tries(), 6));
        var next = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        jdbc.sql("update process_outbox set tries = tries + 1, next_try_at = :next where id = :id")
                .param("next", now().plus(next))
                .param("id", row.id())
                .update();
    }

    /** Published rows tell the reconciler what is on its way; they are of no use once the engine forgot them too. */
    private void forgetOld() {
        jdbc.sql("delete from process_outbox where published_at < :old")
                .param("old", now().minus(MessagePublisher.TIME_TO_LIVE))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
