package org.imageexchange.engine;

import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Snapshots the state now and then, so that a start never has much log to replay. */
final class SnapshotKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Processing processing;
    private final ZeebeDb<ZbColumnFamilies> db;
    private final FileLogStorage log;
    private final Snapshots snapshots;
    private final Duration every;
    private final long tailSize;

    /** Its thread does all work on snapshots; nobody interrupts it, as file channels need. */
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("engine-snapshots").daemon().factory());

    private long lastProcessed;
    private long lastAppended;
    private long lastTime = System.nanoTime();

    SnapshotKeeper(
            Processing processing,
            ZeebeDb<ZbColumnFamilies> db,
            FileLogStorage log,
            Snapshots snapshots,
            long lastProcessed,
            Duration every,
            long tailSize) {
        this.processing = processing;
        this.db = db;
        this.log = log;
        this.snapshots = snapshots;
        this.every = every;
        this.lastProcessed = lastProcessed;
        this.tailSize = tailSize;
        var pause = every.compareTo(LOOK_EVERY) < 0 ? every : LOOK_EVERY;
        executor.scheduleWithFixedDelay(this::snapshotIfDue, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void snapshotIfDue() {
        var isTime = System.nanoTime() - lastTime >= every.toNanos();
        if (isTime || log.appended() - lastAppended >= tailSize) {
            snapshotOrWarn();
        }
    }

    private void snapshotOrWarn() {
        try {
            snapshot();
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOG.warn("No snapshot could be taken; the next start replays more of the log", e);
        }
    }

    /** @throws EngineException when no snapshot could be taken */
    void snapshotNow() {
        try {
            CompletableFuture.runAsync(this::snapshotOrThrow, executor).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineException known
                    ? known
                    : new EngineException("No snapshot could be taken", e.getCause());
        } catch (RejectedExecutionException e) {
            throw new EngineException("The engine is closed", e);
        }
    }

    private void snapshotOrThrow() {
        try {
            snapshot();
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private void snapshot() throws IOException, InterruptedException {
        lastTime = System.nanoTime();
        var appended = log.appended();
        var processed = processing.lastProcessed();
        if (processed <= lastProcessed) {
            lastAppended = appended;
            return; // nothing happened
        }
        Path draft = snapshots.prepare(processed);
        db.createSnapshot(draft.toFile());
        var written = processing.lastWritten();
        log.awaitCommitted(written, PATIENCE); // the state must never be ahead of the durable log
        snapshots.keep(draft, processed, written);
        lastProcessed = processed;
        lastAppended = appended;
        var deleted = log.deleteBefore(processed);
        LOG.debug("Snapshot at {}; {} log segments deleted", processed, deleted);
    }

    @Override
    public void close() throws InterruptedException {
        executor.execute(this::snapshotOrWarn);
        executor.shutdown();
        if (!executor.awaitTermination(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)) {
            LOG.warn("The last snapshot takes too long; the next start replays the log instead");
        }
    }
}
