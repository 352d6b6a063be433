package org.imageexchange.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Watches that a reserve of the disk stays free, so that the state's own files always find room. */
final class DiskSpace {

    private static final long LOOK_AGAIN_AFTER = Duration.ofSeconds(1).toNanos();

    private final LongSupplier free;
    private final long reserve;
    private long looked = System.nanoTime() - LOOK_AGAIN_AFTER;
    private boolean low;

    DiskSpace(LongSupplier free, long reserve) {
        this.free = free;
        this.reserve = reserve;
    }

    static DiskSpace of(Path folder, long reserve) throws IOException {
        var store = Files.getFileStore(folder);
        return new DiskSpace(
                () -> {
                    try {
                        return store.getUsableSpace();
                    } catch (IOException e) {
                        return Long.MAX_VALUE; // unknown is not full; a write that fails will tell
                    }
                },
                reserve);
    }

    /** Looks at the disk at most once a second, because every append asks. */
    synchronized boolean isLow() {
        var now = System.nanoTime();
        if (now - looked >= LOOK_AGAIN_AFTER) {
            looked = now;
            low = free.getAsLong() < reserve;
        }
        return low;
    }
}
