package org.imageexchange.imaging.media;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes a {@link PackageIndex} as the entries come; the trailer at its end tells how much room reading it will take. */
final class IndexWriter {

    static final int MAGIC = 0x49455049;
    static final int VERSION = 1;
    static final int TRAILER = 5 * Integer.BYTES + Long.BYTES + 32;

    private final DataOutputStream out;
    private int entries;
    private int blocks;
    private int textBytes;

    private int[] packedSizes = new int[64];
    private int pending;

    IndexWriter(WritableByteChannel channel) {
        this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    /** Notes a block of the entry that is being written. */
    void block(int packedSize) {
        if (pending == packedSizes.length) {
            packedSizes = Arrays.copyOf(packedSizes, pending * 2);
        }
        packedSizes[pending++] = packedSize;
    }

    /** Notes an entry with the blocks noted since the one before. */
    void entry(String name, String sopInstanceUid, boolean deflated, long dataAt, long size) throws IOException {
        var expected = deflated ? (size + BlockDeflater.BLOCK - 1) / BlockDeflater.BLOCK : 0;
        if (pending != expected) {
            throw new IllegalStateException(pending + " blocks noted for an entry of " + expected);
        }
        text(name);
        text(sopInstanceUid);
        out.writeBoolean(deflated);
        varying(dataAt);
        varying(size);
        for (var n = 0; n < pending; n++) {
            varying(packedSizes[n]);
        }
        entries++;
        blocks = Math.addExact(blocks, pending);
        pending = 0;
    }

    private void text(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > 255) {
            throw new IllegalArgumentException("Too long for the index of a package: " + bytes.length + " characters");
        }
        out.writeByte(bytes.length);
        out.write(bytes);
        textBytes = Math.addExact(textBytes, bytes.length);
    }

    private void varying(long value) throws IOException {
        var rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            out.writeByte((int) (rest & 0x7F | 0x80));
        }
        out.writeByte((int) rest);
    }

    void finish(long zipSize, String zipFingerprint) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(entries);
        out.writeInt(blocks);
        out.writeInt(textBytes);
        out.writeLong(zipSize);
        out.write(HexFormat.of().parseHex(zipFingerprint));
        out.flush();
    }
}
