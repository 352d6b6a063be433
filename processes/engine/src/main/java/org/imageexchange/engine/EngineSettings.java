package org.imageexchange.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How an embedded engine runs.
 *
 * @param directory where log, snapshots and state lie; created when missing
 * @param port the gRPC port on the loopback interface; 0 takes a free one
 * @param clock what the engine's timers follow
 * @param snapshotEvery how often state is snapshotted and the log before it cut
 */
public record EngineSettings(Path directory, int port, InstantSource clock, Duration snapshotEvery) {

    public EngineSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
        if (!snapshotEvery.isPositive()) {
            throw new IllegalArgumentException("Snapshots need an interval, not " + snapshotEvery);
        }
    }
}
