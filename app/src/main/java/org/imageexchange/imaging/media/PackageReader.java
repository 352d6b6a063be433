package org.imageexchange.imaging.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.imaging.store.WrappedKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads a package: the zip from any byte on, and any entry in it without unpacking the others.
 *
 * <p>Holds nothing open, and may be used by many at once; the channels that it opens are for one thread each. The index
 * is read when an entry is first asked for: a download does without it.
 */
public final class PackageReader {

    private static final int CHUNK = 1 << 18;

    private final Vault vault;
    private final ObjectName zip;
    private final ObjectName index;
    private final WrappedKey key;

    private volatile @Nullable PackageIndex loaded;

    public PackageReader(Vault vault, ObjectName zip, ObjectName index, WrappedKey key) {
        this.vault = vault;
        this.zip = zip;
        this.index = index;
        this.key = key;
    }

    /**
     * An entry of the zip.
     *
     * @param sopInstanceUid empty where it is no instance
     */
    public record Entry(String name, String sopInstanceUid, long size) {}

    /** Opens the zip itself. */
    public SeekableByteChannel open() throws IOException {
        return vault.open(zip, key);
    }

    /** The size of the zip, in bytes. */
    public long size() throws IOException {
        try (var channel = open()) {
            return channel.size();
        }
    }

    /**
     * Copies a range of the zip.
     *
     * @return how many bytes were copied: fewer than {@code count} when the zip ends before
     */
    public long transfer(long position, long count, WritableByteChannel to) throws IOException {
        try (var from = open()) {
            from.position(position);
            var chunk = ByteBuffer.allocate((int) Math.min(count, CHUNK));
            var left = count;
            while (left > 0) {
                chunk.clear().limit((int) Math.min(left, chunk.capacity()));
                if (from.read(chunk) < 0) {
                    break;
                }
                left -= chunk.position();
                chunk.flip();
                while (chunk.hasRemaining()) {
                    to.write(chunk);
                }
            }
            return count - left;
        }
    }

    /**
     * Opens the plaintext of an entry.
     *
     * @throws NoSuchFileException when the package has no such entry
     */
    public SeekableByteChannel openEntry(String nameOrSopInstanceUid) throws IOException {
        var entries = index();
        var entry = entries.find(nameOrSopInstanceUid);
        if (entry == PackageIndex.NONE) {
            throw new NoSuchFileException(nameOrSopInstanceUid);
        }
        return new EntryChannel(open(), entries, entry);
    }

    /** All entries, in their order in the zip. */
    public Stream<Entry> entries() throws IOException {
        var entries = index();
        return IntStream.range(0, entries.entries())
                .mapToObj(n -> new Entry(entries.name(n), entries.sopInstanceUid(n), entries.size(n)));
    }

    private PackageIndex index() throws IOException {
        var known = loaded;
        if (known == null) {
            // Two that come at once both read it: harmless, and nobody waits for a lock while a disk turns.
            try (var channel = vault.open(index, key)) {
                known = PackageIndex.read(channel);
            }
            if (known.zipSize() != size()) {
                throw new IOException("A package and its index don't belong together");
            }
            loaded = known;
        }
        return known;
    }
}
