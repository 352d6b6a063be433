package org.imageexchange.engine;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps the newest snapshot of the state; each one appears whole or not at all. */
final class Snapshots {

    private static final String UNFINISHED = "unfinished-";
    private static final String TABLE = ".sst";

    private final Path folder;

    private Snapshots(Path folder) {
        this.folder = folder;
    }

    static Snapshots in(Path folder) throws IOException {
        Files.createDirectories(folder);
        var snapshots = new Snapshots(folder);
        for (var child : Folders.children(folder)) {
            if (child.getFileName().toString().startsWith(UNFINISHED)) {
                Folders.delete(child);
            }
        }
        return snapshots;
    }

    /** @throws EngineException when the newest snapshot is damaged */
    Optional<Snapshot> newest() throws IOException {
        var children = Folders.children(folder);
        return children.isEmpty() ? Optional.empty() : Optional.of(Snapshot.read(children.getLast()));
    }

    /** Where a snapshot is prepared; nothing counts until {@link #keep}. */
    Path prepare(long processed) throws IOException {
        var draft = folder.resolve(UNFINISHED + name(processed));
        Folders.delete(draft);
        return draft;
    }

    /** Makes the prepared folder the newest snapshot and drops the older ones. */
    void keep(Path draft, long processed, long written) throws IOException {
        new Snapshot(draft, processed, written).seal();
        var kept = folder.resolve(name(processed));
        Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
        Folders.forceNames(folder);
        for (var child : Folders.children(folder)) {
            if (!child.equals(kept)) {
                Folders.delete(child);
            }
        }
    }

    /** Lays a snapshot out as the state to start from; tables are never changed in place, so both share them. */
    static void restore(Snapshot snapshot, Path state) throws IOException {
        Files.createDirectories(state);
        for (var file : Folders.children(snapshot.folder())) {
            var name = file.getFileName().toString();
            if (name.endsWith(TABLE)) {
                share(file, state.resolve(name));
            } else if (!name.equals(Snapshot.CONTENTS)) {
                Files.copy(file, state.resolve(name));
            }
        }
    }

    private static void share(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(file, link); // a file system without hard links
        }
    }

    private static String name(long processed) {
        return "%019d".formatted(processed);
    }
}
