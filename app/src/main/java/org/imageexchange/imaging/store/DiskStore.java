package org.imageexchange.imaging.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Objects as files of one folder, which one portal at a time may use.
 *
 * <p>An object grows in {@code incoming} and is moved to its place when it is complete and on the disk; whatever lies in
 * {@code incoming} at the start was left by a crash. The first folder of an object's place is made from its name's hash,
 * so that no folder grows without end; the ending keeps a name apart from the folder of a longer one.
 */
final class DiskStore implements ObjectStore, AutoCloseable {

    private static final String INCOMING = "incoming";
    private static final String LOCK = "lock";
    private static final String ENDING = ".object";

    private final Path folder;
    private final Path incoming;
    private final FileChannel lock;

    /** Guards the tree's shape: nobody removes an empty folder while another moves an object into it. */
    private final Object tree = new Object();

    private DiskStore(Path folder, FileChannel lock) {
        this.folder = folder;
        this.incoming = folder.resolve(INCOMING);
        this.lock = lock;
    }

    static DiskStore open(Path folder) {
        try {
            DurableFiles.createFolders(folder.resolve(INCOMING));
            var store = new DiskStore(folder, lock(folder));
            store.removeLeftovers();
            return store;
        } catch (IOException e) {
            throw new StoreRefused(
                    "The folder of the images, " + folder.toAbsolutePath() + ", can't be used: " + e,
                    "Let the portal's user read and write it, free some space if its disk is full,"
                            + " or set portal.data to another folder.",
                    e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var file = folder.resolve(LOCK);
        var channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), DurableFiles.ownersFile(file));
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it: the same answer as when another has.
            channel.close();
            throw inUse(folder);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw inUse(folder);
    }

    private static StoreRefused inUse(Path folder) {
        return new StoreRefused(
                "Another portal is using the folder of the images, " + folder.toAbsolutePath() + ".",
                "Stop the other portal, or set portal.data to another folder.");
    }

    private void removeLeftovers() throws IOException {
        try (var leftovers = Files.newDirectoryStream(incoming)) {
            for (var leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    /** Whether it holds no object at all. */
    boolean isEmpty() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.noneMatch(file -> file.getFileName().toString().endsWith(ENDING));
        }
    }

    @Override
    public PendingObject create(ObjectName name) throws IOException {
        var place = place(name);
        if (Files.exists(place)) {
            throw new FileAlreadyExistsException(name.value());
        }
        return new PendingFile(name, place, incoming.resolve(UUID.randomUUID().toString()));
    }

    @Override
    public SeekableByteChannel open(ObjectName name) throws IOException {
        try {
            return FileChannel.open(place(name), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw named(name, e);
        }
    }

    private static NoSuchFileException named(ObjectName name, NoSuchFileException cause) {
        var missing = new NoSuchFileException(name.value());
        missing.initCause(cause);
        return missing;
    }

    @Override
    public void delete(ObjectName name) throws IOException {
        var place = place(name);
        Path changed;
        synchronized (tree) {
            if (!Files.deleteIfExists(place)) {
                return;
            }
            changed = removeEmptyFolders(above(place));
        }
        DurableFiles.syncFolder(changed); // a destroyed object must not come back with the power
    }

    /** @return the lowest folder that is left */
    private Path removeEmptyFolders(Path from) throws IOException {
        var at = from;
        while (!at.equals(folder)) {
            try {
                Files.delete(at);
            } catch (DirectoryNotEmptyException e) {
                return at;
            }
            at = above(at);
        }
        return at;
    }

    private Path place(ObjectName name) {
        return folder.resolve(shard(name)).resolve(name.value() + ENDING);
    }

    private static Path above(Path path) {
        return Objects.requireNonNull(path.getParent(), "Everything lies below the store's folder");
    }

    private static String shard(ObjectName name) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.value().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash, 0, 1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private final class PendingFile implements PendingObject, WritableByteChannel {

        private final ObjectName name;
        private final Path place;
        private final Path file;
        private final FileChannel channel;
        private boolean moved;
        private boolean committed;

        PendingFile(ObjectName name, Path place, Path file) throws IOException {
            this.name = name;
            this.place = place;
            this.file = file;
            try {
                this.channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        DurableFiles.ownersFile(file));
            } catch (IOException e) {
                throw explained(e);
            }
        }

        @Override
        public WritableByteChannel channel() {
            return this;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            try {
                return channel.write(bytes);
            } catch (IOException e) {
                throw explained(e);
            }
        }

        @Override
        public void commit() throws IOException {
            try {
                channel.force(false);
                channel.close();
                moveToItsPlace();
                DurableFiles.syncFolder(above(place));
                committed = true;
            } catch (IOException e) {
                throw explained(e);
            }
        }

        private void moveToItsPlace() throws IOException {
            synchronized (tree) {
                if (Files.exists(place)) {
                    throw new FileAlreadyExistsException(name.value());
                }
                DurableFiles.createFolders(above(place));
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
                moved = true;
            }
        }

        private IOException explained(IOException trouble) {
            return StorageFull.explain(folder.toAbsolutePath().toString(), trouble);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                if (!committed) {
                    Files.deleteIfExists(moved ? place : file);
                }
            }
        }
    }
}
