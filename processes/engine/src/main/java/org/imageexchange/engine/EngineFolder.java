package org.imageexchange.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The folder an engine lives in: held by one process at a time, and known by an identity of its own. */
final class EngineFolder implements AutoCloseable {

    private static final String IDENTITY = "identity";

    private final Path root;
    private final FileChannel lock;
    private final UUID identity;

    private EngineFolder(Path root, FileChannel lock, UUID identity) {
        this.root = root;
        this.lock = lock;
        this.identity = identity;
    }

    static EngineFolder open(Path root) {
        try {
            Files.createDirectories(root);
            var lock = lock(root);
            try {
                return new EngineFolder(root, lock, identify(root));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EngineException(
                    "The engine can't use its folder " + root + " (" + e + "). "
                            + "See that it lies on a local disk with free space, and that this user may write there.",
                    e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by another engine of this very process: the same answer
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new EngineException("The engine's folder " + root + " is in use by another process. "
                + "Stop the portal that runs there, or give this one a folder of its own (portal.data).");
    }

    private static UUID identify(Path root) throws IOException {
        var file = root.resolve(IDENTITY);
        if (Files.exists(file)) {
            try {
                return UUID.fromString(Files.readString(file).strip());
            } catch (IllegalArgumentException e) {
                throw damaged(root, "its identity is unreadable", e);
            }
        }
        // A new identity tells the portal that every process is gone; with the processes still here, all would run
        // twice.
        if (Files.exists(root.resolve("log")) || Files.exists(root.resolve("snapshots"))) {
            throw damaged(root, "its identity is missing", null);
        }
        var identity = UUID.randomUUID();
        var draft = root.resolve(IDENTITY + ".new");
        Files.writeString(draft, identity + "\n");
        Folders.force(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Folders.forceNames(root);
        return identity;
    }

    static EngineException damaged(Path where, String what, @Nullable Throwable cause) {
        return new EngineException(
                "The engine's data in " + where + " is damaged: " + what + ". "
                        + "Stop the portal and restore the engine's folder from a backup, or empty it: "
                        + "the portal then starts all open processes again from its database.",
                cause);
    }

    UUID identity() {
        return identity;
    }

    Path root() {
        return root;
    }

    Path log() {
        return root.resolve("log");
    }

    Path snapshots() {
        return root.resolve("snapshots");
    }

    Path state() {
        return root.resolve("state");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
