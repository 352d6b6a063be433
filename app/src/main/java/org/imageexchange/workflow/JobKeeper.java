package org.imageexchange.workflow;

import io.camunda.client.CamundaClient;
import io.grpc.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps jobs from timing out while they are worked on, however long that takes, and lets a stop wait for them. */
final class JobKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobKeeper.class);

    private final CamundaClient client;
    private final Duration timeout;
    private final Set<Long> kept = new HashSet<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("job-keeper").daemon().factory());
    private volatile boolean closing;

    /** @param timeout after which the engine gives a job to somebody else when nothing is heard of it */
    JobKeeper(CamundaClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
        var every = timeout.dividedBy(3).toMillis();
        timer.scheduleAtFixedRate(this::extend, every, every, TimeUnit.MILLISECONDS);
    }

    /** Keeps a job until the result is closed. */
    Kept keep(long job) {
        synchronized (kept) {
            kept.add(job);
        }
        return () -> {
            synchronized (kept) {
                kept.remove(job);
                kept.notifyAll();
            }
        };
    }

    /** Ends the keeping of one job. */
    interface Kept extends AutoCloseable {
        @Override
        void close();
    }

    boolean isClosing() {
        return closing;
    }

    /** Done when the engine has answered for every job. */
    CompletableFuture<Void> extend() {
        return CompletableFuture.allOf(kept().stream().map(this::extend).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<?> extend(long job) {
        return client.newUpdateTimeoutCommand(job)
                .timeout(timeout)
                .send()
                .<Object>thenApply(extended -> extended)
                .exceptionally(trouble -> {
                    // of a job that was taken back its worker hears when it answers
                    if (kept().contains(job) && Status.fromThrowable(trouble).getCode() != Status.Code.NOT_FOUND) {
                        log.warn("Job {} could not be kept; it may be done twice. {}", job, Trouble.trace(trouble));
                    }
                    return trouble;
                })
                .toCompletableFuture();
    }

    /** The jobs at work. */
    List<Long> kept() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    /** Waits for the jobs at work, at most as long as given, and keeps them no more. */
    void close(Duration patience) {
        closing = true;
        var end = System.nanoTime() + patience.toNanos();
        synchronized (kept) {
            while (!kept.isEmpty() && System.nanoTime() < end) {
                try {
                    kept.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            if (!kept.isEmpty()) {
                log.info("{} jobs were still at work; they will be done again", kept.size());
            }
        }
        timer.shutdownNow();
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
