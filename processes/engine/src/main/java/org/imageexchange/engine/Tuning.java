package org.imageexchange.engine;

import java.time.Duration;

/**
 * The sizes the engine works with; only its own tests choose others.
 *
 * @param segmentSize a log file that has reached this many bytes is sealed and the next one begun
 * @param tailSize a snapshot is taken early when the log has grown by this many bytes since the last one, because every
 *     start replays them (about 7 MB a second)
 * @param reserve how many bytes of the disk the engine leaves free; below that it takes no commands
 * @param stateMemory bytes for the caches and write buffers of the state
 * @param closing how long running calls may take when the engine closes
 */
record Tuning(long segmentSize, long tailSize, long reserve, long stateMemory, Duration closing) {

    static final Tuning STANDARD = new Tuning(16L << 20, 48L << 20, 128L << 20, 64L << 20, Duration.ofSeconds(2));
}
