package org.imageexchange.imaging.media;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.zip.CRC32;
import org.imageexchange.imaging.dicom.DicomDirectory;
import org.imageexchange.imaging.dicom.DicomHeaders;
import org.imageexchange.imaging.media.PackageWriter.BuiltPackage;
import org.imageexchange.imaging.media.PackageWriter.DamagedObject;
import org.imageexchange.imaging.media.PackageWriter.Effort;
import org.imageexchange.imaging.store.UnreadableObject;
import org.jspecify.annotations.Nullable;

/**
 * One run of the {@link PackageWriter}.
 *
 * <p>The order in the zip is README.TXT, the images, both DICOMDIRs, INDEX.HTM. The tables of contents come last because
 * they are made of the images' headers: so every image is read, decrypted, checked and parsed once, while it is in memory
 * anyway, and packing starts with the first one. Putting them first would need a pass of its own over all headers before a
 * byte is written. To those who open the zip it makes no difference, since they see the central directory, sorted.
 *
 * <p>An ordinary image is one piece of work: read, checked and deflated in memory, so that its sizes are known when its
 * local header is written. A big one is read and checked by the thread that runs the build, and its blocks are deflated by
 * the others.
 */
final class PackageBuild implements AutoCloseable {

    /** At most 16 characters of A–Z, 0–9, space and underscore. */
    private static final String FILE_SET_ID = "IMAGE_EXCHANGE";

    private static final String DICOMDIR = "DICOMDIR";
    private static final String NO_INSTANCE = "";

    /** Implicit and explicit little endian, and explicit big endian; all others are encapsulated or deflated. */
    private static final Set<String> UNCOMPRESSED =
            Set.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2");

    private final Effort effort;
    private final MediaLabel label;
    private final IntConsumer packed;
    private final ZipSink sink;
    private final ZipWriter zip;
    private final IndexWriter index;
    private final Conveyor conveyor;
    private final BlockDeflater deflater = new BlockDeflater();
    private final Layout layout = new Layout();
    private final Contents contents = new Contents();
    private final DicomDirectory directory = new DicomDirectory(FILE_SET_ID);
    private int done;

    PackageBuild(
            Effort effort, MediaLabel label, WritableByteChannel zip, WritableByteChannel index, IntConsumer packed) {
        this.effort = effort;
        this.label = label;
        this.packed = packed;
        this.sink = new ZipSink(zip);
        this.zip = new ZipWriter(sink, label.createdAt().toLocalDateTime());
        this.index = new IndexWriter(index);
        this.conveyor = new Conveyor(effort.threads(), effort.capacity());
    }

    BuiltPackage run(List<MediaInstance> instances) throws IOException {
        add("README.TXT", Leaflets.readme(label));
        for (var instance : instances) {
            var fileId = layout.place(instance);
            if (instance.size() <= effort.wholeUpTo()) {
                addWhole(instance, fileId);
            } else {
                addInBlocks(instance, fileId);
            }
        }
        conveyor.drain();
        addDirectory(Layout.IMAGES + "/" + DICOMDIR, List.of());
        addDirectory(DICOMDIR, List.of(Layout.IMAGES));
        add("INDEX.HTM", Leaflets.indexPage(label, contents));
        conveyor.drain();
        zip.finish();
        var size = sink.position();
        var fingerprint = sink.fingerprint();
        index.finish(size, fingerprint);
        return new BuiltPackage(size, fingerprint, zip.entries());
    }

    static boolean deflates(MediaInstance instance) {
        // When nothing can be gained by it, the packed size might still end beyond what a descriptor can tell: such an
        // object of just under 4 GiB is stored, and its sizes are known beforehand.
        var nearlyWide = instance.size() > ZipWriter.WIDE - (ZipWriter.WIDE >> 8) && instance.size() <= ZipWriter.WIDE;
        return UNCOMPRESSED.contains(instance.transferSyntaxUid()) && !nearlyWide;
    }

    // --- an ordinary image

    /** An object in memory and what lies in the zip for it: {@code blocks}, or itself where they are no shorter. */
    private record Whole(byte[] plain, long crc, @Nullable List<byte[]> blocks, long packedSize) {}

    private void addWhole(MediaInstance instance, List<String> fileId) throws IOException {
        var name = Layout.entryName(fileId);
        conveyor.put(2 * instance.size() + BlockDeflater.BLOCK, () -> readWhole(instance), whole -> {
            write(name, instance.sopInstanceUid(), whole);
            list(instance, fileId, () -> new ByteArrayInputStream(whole.plain));
        });
    }

    private Whole readWhole(MediaInstance instance) throws IOException {
        var plain = new byte[(int) instance.size()];
        var fingerprint = new Fingerprint(instance);
        try (var channel = open(instance)) {
            read(instance, channel, plain);
        }
        fingerprint.update(plain, plain.length);
        fingerprint.verify();
        return pack(plain, instance.crc32(), deflates(instance));
    }

    private Whole pack(byte[] plain, long crc, boolean deflate) {
        if (deflate) {
            var blocks = deflater.deflateAll(plain);
            var packedSize = blocks.stream().mapToLong(block -> block.length).sum();
            if (packedSize < plain.length) {
                return new Whole(plain, crc, blocks, packedSize);
            }
        }
        return new Whole(plain, crc, null, plain.length);
    }

    private void write(String name, String sopInstanceUid, Whole whole) throws IOException {
        var blocks = whole.blocks;
        var dataAt = zip.begin(name, blocks != null, whole.crc, whole.packedSize, whole.plain.length);
        if (blocks == null) {
            zip.data(whole.plain);
        } else {
            for (var block : blocks) {
                zip.data(block);
                index.block(block.length);
            }
        }
        zip.end();
        index.entry(name, sopInstanceUid, blocks != null, dataAt, whole.plain.length);
    }

    private void add(String name, byte[] plain) throws IOException {
        var crc = new CRC32();
        crc.update(plain);
        conveyor.then(() -> write(name, NO_INSTANCE, pack(plain, crc.getValue(), true)));
    }

    // --- a big image

    private void addInBlocks(MediaInstance instance, List<String> fileId) throws IOException {
        var name = Layout.entryName(fileId);
        var entry = new EntryInBlocks(name, instance.sopInstanceUid());
        if (deflates(instance)) {
            entry.beginDeflated(instance.size() > ZipWriter.WIDE);
        } else {
            entry.beginStored(instance.crc32(), instance.size());
        }
        var fingerprint = new Fingerprint(instance);
        try (var channel = open(instance)) {
            for (var left = instance.size(); left > 0; ) {
                var block = new byte[(int) Math.min(left, BlockDeflater.BLOCK)];
                read(instance, channel, block);
                fingerprint.update(block, block.length);
                left -= block.length;
                entry.block(block, block.length, left == 0);
            }
        }
        fingerprint.verify();
        entry.end(instance.crc32(), instance.size());
        conveyor.then(() -> list(
                instance,
                fileId,
                () -> new BufferedInputStream(
                        Channels.newInputStream(instance.content().open()), 1 << 16)));
    }

    /** An entry whose blocks are deflated by the workers and written in their turn. */
    private final class EntryInBlocks {

        private final String name;
        private final String sopInstanceUid;
        private boolean deflated;
        private long dataAt;

        EntryInBlocks(String name, String sopInstanceUid) {
            this.name = name;
            this.sopInstanceUid = sopInstanceUid;
        }

        void beginDeflated(boolean wide) throws IOException {
            deflated = true;
            conveyor.then(() -> dataAt = zip.beginUnsized(name, wide));
        }

        void beginStored(long crc, long size) throws IOException {
            conveyor.then(() -> dataAt = zip.begin(name, false, crc, size, size));
        }

        void block(byte[] plain, int length, boolean last) throws IOException {
            if (deflated) {
                conveyor.put(2L * BlockDeflater.BLOCK, () -> deflater.deflate(plain, 0, length, last), block -> {
                    zip.data(block);
                    index.block(block.length);
                });
            } else {
                conveyor.then(length, () -> zip.data(plain));
            }
        }

        void end(long crc, long size) throws IOException {
            conveyor.then(() -> {
                zip.end(crc, size);
                index.entry(name, sopInstanceUid, deflated, dataAt, size);
            });
        }
    }

    // --- the tables of contents

    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }

    private void list(MediaInstance instance, List<String> fileId, Opening header) throws IOException {
        if (contents.isNewSeries(instance)) {
            try (var in = header.open()) {
                contents.nameModality(instance, DicomHeaders.read(in).modality());
            }
        }
        try (var in = header.open()) {
            directory.add(in, fileId);
        }
        contents.count(instance);
        packed.accept(++done);
    }

    private void addDirectory(String name, List<String> folder) throws IOException {
        try (var out = new EntryStream(name)) {
            directory.write(out, uid(name), folder);
        }
    }

    /** Of a DICOMDIR: another for each package and place, and the same whenever it is built. */
    private String uid(String dicomdir) {
        var name = UUID.nameUUIDFromBytes((label.id() + "/" + dicomdir).getBytes(StandardCharsets.US_ASCII));
        var bits =
                ByteBuffer.allocate(16).putLong(name.getMostSignificantBits()).putLong(name.getLeastSignificantBits());
        return "2.25." + new BigInteger(1, bits.array());
    }

    /** An entry of unknown size: written whole when it turns out small, and in blocks from the moment it doesn't. */
    private final class EntryStream extends OutputStream {

        private final String name;
        private final CRC32 crc = new CRC32();
        private final List<byte[]> held = new ArrayList<>();
        private byte[] block = new byte[BlockDeflater.BLOCK];
        private int filled;
        private long size;
        private @Nullable EntryInBlocks spilled;

        EntryStream(String name) {
            this.name = name;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            crc.update(bytes, offset, length);
            size += length;
            for (var at = offset; at < offset + length; ) {
                if (filled == block.length) {
                    pass(); // only now: there is more to come, so it isn't the last
                }
                var part = Math.min(offset + length - at, block.length - filled);
                System.arraycopy(bytes, at, block, filled, part);
                filled += part;
                at += part;
            }
        }

        private void pass() throws IOException {
            if (spilled != null) {
                spilled.block(block, filled, false);
            } else {
                held.add(block);
                if (size > effort.wholeUpTo()) {
                    spill();
                }
            }
            block = new byte[BlockDeflater.BLOCK];
            filled = 0;
        }

        private void spill() throws IOException {
            var entry = new EntryInBlocks(name, NO_INSTANCE);
            entry.beginDeflated(false);
            for (var one : held) {
                entry.block(one, one.length, false);
            }
            held.clear();
            spilled = entry;
        }

        @Override
        public void close() throws IOException {
            if (spilled != null) {
                spilled.block(block, filled, true);
                spilled.end(crc.getValue(), size);
            } else {
                var plain = ByteBuffer.allocate((int) size);
                held.forEach(plain::put);
                plain.put(block, 0, filled);
                add(name, plain.array());
            }
        }
    }

    // --- reading

    private static SeekableByteChannel open(MediaInstance instance) throws IOException {
        try {
            var channel = instance.content().open();
            if (channel.size() == instance.size()) {
                return channel;
            }
            channel.close();
        } catch (UnreadableObject | NoSuchFileException e) {
            throw new DamagedObject(instance.sopInstanceUid(), e);
        }
        throw new DamagedObject(instance.sopInstanceUid());
    }

    private static void read(MediaInstance instance, SeekableByteChannel channel, byte[] to) throws IOException {
        try {
            for (var left = ByteBuffer.wrap(to); left.hasRemaining(); ) {
                if (channel.read(left) < 0) {
                    throw new DamagedObject(instance.sopInstanceUid());
                }
            }
        } catch (UnreadableObject e) {
            throw new DamagedObject(instance.sopInstanceUid(), e);
        }
    }

    @Override
    public void close() {
        conveyor.close();
        deflater.close();
    }
}
