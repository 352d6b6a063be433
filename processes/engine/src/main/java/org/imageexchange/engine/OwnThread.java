package org.imageexchange.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Runs what must not be cut short on a thread that nobody can interrupt; the caller waits, and keeps its interrupt. */
final class OwnThread {

    private OwnThread() {}

    static <T> T get(String name, Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(
                            work, task -> Thread.ofPlatform().name(name).start(task))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    static void run(String name, Runnable work) {
        OwnThread.<Boolean>get(name, () -> {
            work.run();
            return true;
        });
    }
}
