package org.imageexchange.imaging.media;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work that is done on several cores and taken off in the order in which it was put on.
 *
 * <p>One thread puts on and takes off. Whatever is under way weighs no more than the capacity, so memory stays flat
 * however much passes.
 */
final class Conveyor implements AutoCloseable {

    /** Takes a result off, on the thread that puts work on. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T result) throws IOException;
    }

    /** Something to be done when its turn has come. */
    @FunctionalInterface
    interface Turn {
        void take() throws IOException;
    }

    private record Load<T>(long weight, Future<T> work, Taker<T> taker) {}

    private final ExecutorService workers;
    private final long capacity;
    private final Deque<Load<?>> loads = new ArrayDeque<>();
    private long weight;

    Conveyor(int threads, long capacity) {
        this.workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("package-", 0).factory());
        this.capacity = capacity;
    }

    /** Waits for room, then starts the work. A single load that is heavier than the capacity travels alone. */
    <T> void put(long itsWeight, Callable<T> work, Taker<T> taker) throws IOException {
        makeRoom(itsWeight);
        loads.add(new Load<>(itsWeight, workers.submit(work), taker));
        takeOffWhatIsReady();
    }

    /** Puts on what needs no work, only to be taken off in its turn. */
    void then(long itsWeight, Turn turn) throws IOException {
        makeRoom(itsWeight);
        loads.add(new Load<>(itsWeight, CompletableFuture.completedFuture(turn), Turn::take));
        takeOffWhatIsReady();
    }

    void then(Turn turn) throws IOException {
        then(0, turn);
    }

    private void makeRoom(long itsWeight) throws IOException {
        while (!loads.isEmpty() && weight + itsWeight > capacity) {
            takeOff();
        }
        weight += itsWeight;
    }

    /** Takes everything off. */
    void drain() throws IOException {
        while (!loads.isEmpty()) {
            takeOff();
        }
    }

    private void takeOffWhatIsReady() throws IOException {
        for (var first = loads.peek(); first != null && first.work().isDone(); first = loads.peek()) {
            takeOff();
        }
    }

    private void takeOff() throws IOException {
        take(loads.remove());
    }

    private <T> void take(Load<T> load) throws IOException {
        try {
            load.taker().take(load.work().get());
            weight -= load.weight();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a package was built");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException trouble -> throw trouble;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Drops what is still under way, and returns when nothing is. */
    @Override
    public void close() {
        workers.shutdownNow();
        workers.close();
    }
}
