package org.imageexchange.imaging.media;

import static org.imageexchange.imaging.media.SyntheticObject.ct;
import static org.imageexchange.imaging.media.SyntheticObject.jpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imageexchange.imaging.media.PackageWriter.Effort;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.TestVault;
import org.imageexchange.imaging.store.Vault;

/** A process of its own that stores, packs and reads back far more than its heap holds. */
final class PackageInSmallHeap {

    private PackageInSmallHeap() {}

    public static void main(String[] folder) throws IOException {
        var vault = TestVault.onDisk(Path.of(folder[0]));
        var objects = Stream.of(
                        IntStream.rangeClosed(1, 120).mapToObj(n -> ct(1, 1, n, 525_000)),
                        IntStream.rangeClosed(1, 20).mapToObj(n -> ct(1, 2, n, 4_000_000)), // just taken as a whole
                        Stream.of(ct(1, 3, 1, 120_000_000), jpeg(1, 4, 1, 60_000_000)))
                .flatMap(all -> all)
                .toList();

        var built = TestPackage.of(
                objects.stream().map(object -> stored(object, vault)).toList(), vault, Effort.of(4));

        var size = built.reader().transfer(0, Long.MAX_VALUE, new Nowhere());
        if (size != built.built().size()) {
            throw new IllegalStateException(
                    "Read " + size + " of " + built.built().size() + " bytes");
        }
        for (var object : List.of(objects.getFirst(), objects.get(140), objects.getLast())) {
            try (var entry = built.reader().openEntry(object.sopInstanceUid);
                    var original = object.open()) {
                compare(entry, original);
            }
        }
    }

    private static MediaInstance stored(SyntheticObject object, Vault vault) {
        var name = new ObjectName("instances/" + object.sopInstanceUid.replace('.', '-'));
        var key = vault.newKey();
        var recorded = object.instance();
        try (var pending = vault.create(name, key);
                var from = object.open()) {
            var chunk = ByteBuffer.allocate(1 << 16);
            while (from.read(chunk.clear()) >= 0) {
                for (chunk.flip(); chunk.hasRemaining(); ) {
                    pending.channel().write(chunk);
                }
            }
            pending.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MediaInstance(
                recorded.studyInstanceUid(),
                recorded.seriesInstanceUid(),
                recorded.sopInstanceUid(),
                recorded.transferSyntaxUid(),
                recorded.size(),
                recorded.crc32(),
                recorded.sha256(),
                () -> vault.open(name, key));
    }

    private static void compare(SeekableByteChannel one, SeekableByteChannel other) throws IOException {
        var left = ByteBuffer.allocate(1 << 16);
        var right = ByteBuffer.allocate(1 << 16);
        while (one.position() < one.size()) {
            fill(one, left.clear());
            fill(other, right.clear());
            if (!left.flip().equals(right.flip())) {
                throw new IllegalStateException("Another byte before " + one.position());
            }
        }
    }

    private static void fill(SeekableByteChannel from, ByteBuffer to) throws IOException {
        while (to.hasRemaining() && from.read(to) >= 0) {
            // until it is full or nothing is left
            continue;
        }
    }

    private static final class Nowhere implements WritableByteChannel {

        @Override
        public int write(ByteBuffer from) {
            var length = from.remaining();
            from.position(from.limit());
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
