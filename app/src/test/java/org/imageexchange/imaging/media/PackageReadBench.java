package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Random;
import org.imageexchange.imaging.store.TestVault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading a package as downloads and viewers do, against reading a plain file of the same size. */
@Tag("bench")
class PackageReadBench {

    private static final Logger LOG = LoggerFactory.getLogger(PackageReadBench.class);
    private static final int SLICES = 500;
    private static final int ROUNDS = 5;

    @TempDir
    static Path folder;

    private static TestPackage built;

    @BeforeAll
    static void build() throws IOException {
        var vault = TestVault.onDisk(folder.resolve("data"));
        built = TestPackage.of(
                StoredPhantom.store(SLICES, vault, (slice, bytes) -> {}), vault, PackageWriter.Effort.of(2));
    }

    @Test
    void the_whole_zip_from_end_to_end() throws IOException {
        var plain = built.unsealTo(folder.resolve("plain.zip"));
        var megabytes = built.built().size() / 1e6;
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();

        for (var round = -2; round < ROUNDS; round++) {
            var begun = System.nanoTime();
            built.reader().transfer(0, Long.MAX_VALUE, new Nowhere());
            var between = System.nanoTime();
            readPlain(plain);
            var ended = System.nanoTime();
            if (round >= 0) {
                ours.add(megabytes / (between - begun) * 1e9);
                theirs.add(megabytes / (ended - between) * 1e9);
            }
        }

        LOG.info(
                "package read, {} MB: {} MB/s decrypted, {} MB/s from a plain file",
                Math.round(megabytes),
                Math.round(PackageBuildBench.median(ours)),
                Math.round(PackageBuildBench.median(theirs)));
        assertThat(ours).hasSize(ROUNDS);
    }

    @Test
    void ranges_and_entries_anywhere() throws IOException {
        var random = new Random(1);
        var entries = built.reader()
                .entries()
                .filter(entry -> !entry.sopInstanceUid().isEmpty())
                .toList();
        var size = built.reader().size();
        var chunk = ByteBuffer.allocate(1 << 18);
        var ranges = new ArrayList<Double>();
        var slices = new ArrayList<Double>();

        for (var n = 0; n < 1200; n++) {
            var begun = System.nanoTime();
            try (var zip = built.reader().open()) {
                zip.position(random.nextLong(size - chunk.capacity())).read(chunk.clear());
            }
            var between = System.nanoTime();
            try (var entry = built.reader()
                    .openEntry(entries.get(random.nextInt(entries.size())).sopInstanceUid())) {
                while (entry.read(chunk.clear()) >= 0) {
                    continue; // to its end
                }
            }
            var ended = System.nanoTime();
            if (n >= 200) {
                ranges.add((between - begun) / 1e6);
                slices.add((ended - between) / 1e6);
            }
        }

        LOG.info(
                "package, opened anew each time: 256 kB of the zip anywhere in {} ms, a whole slice of 525 kB in {} ms (medians)",
                "%.2f".formatted(PackageBuildBench.median(ranges)),
                "%.2f".formatted(PackageBuildBench.median(slices)));
        assertThat(slices).hasSize(1000);
    }

    private static void readPlain(Path file) throws IOException {
        var chunk = ByteBuffer.allocate(1 << 18);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(chunk.clear()) >= 0) {
                continue; // to its end
            }
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
