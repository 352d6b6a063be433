package org.imageexchange.imaging.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where in the zip each entry and each of its blocks lies.
 *
 * <p>Entries are numbers and everything of theirs is in a few arrays: a hundred thousand instances take some fifteen
 * megabytes.
 */
final class PackageIndex {

    static final int NONE = -1;

    private final int entries;
    private final long zipSize;
    private final String zipFingerprint;

    private final byte[] text;
    /** Name and UID of entry n begin at 2n and 2n + 1. */
    private final int[] textAt;

    private final boolean[] deflated;
    private final long[] dataAt;
    private final long[] size;
    private final int[] firstBlock;
    /** Where a block ends, counted from where its entry's data begins. */
    private final long[] blockEnd;

    /** Open addressing over names and UIDs alike: one never looks like the other. Holds text numbers plus one. */
    private final int[] slots;

    private PackageIndex(SeekableByteChannel channel) throws IOException {
        var trailerAt = channel.size() - IndexWriter.TRAILER;
        if (trailerAt < 0) {
            throw new IOException("The index of a package is too short");
        }
        var trailer = stream(channel.position(trailerAt));
        if (trailer.readInt() != IndexWriter.MAGIC || trailer.readInt() != IndexWriter.VERSION) {
            throw new IOException("The index of a package is of another version of the portal");
        }
        entries = trailer.readInt();
        var blocks = trailer.readInt();
        text = new byte[trailer.readInt()];
        zipSize = trailer.readLong();
        zipFingerprint = HexFormat.of().formatHex(trailer.readNBytes(32));

        textAt = new int[2 * entries + 1];
        deflated = new boolean[entries];
        dataAt = new long[entries];
        size = new long[entries];
        firstBlock = new int[entries + 1];
        blockEnd = new long[blocks];
        slots = new int[Integer.highestOneBit(Math.max(1, 2 * entries)) * 4];
        readEntries(stream(channel.position(0)));
    }

    /** Reads it whole; the channel stays open. */
    static PackageIndex read(SeekableByteChannel channel) throws IOException {
        return new PackageIndex(channel);
    }

    private static DataInputStream stream(SeekableByteChannel channel) {
        return new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
    }

    private void readEntries(DataInputStream in) throws IOException {
        for (var entry = 0; entry < entries; entry++) {
            readText(in, 2 * entry);
            readText(in, 2 * entry + 1);
            deflated[entry] = in.readBoolean();
            dataAt[entry] = varying(in);
            size[entry] = varying(in);
            var block = firstBlock[entry];
            if (deflated[entry]) {
                var packed = 0L;
                for (var left = size[entry]; left > 0; left -= BlockDeflater.BLOCK) {
                    packed += varying(in);
                    blockEnd[block++] = packed;
                }
            }
            firstBlock[entry + 1] = block;
        }
    }

    private void readText(DataInputStream in, int number) throws IOException {
        var length = in.readUnsignedByte();
        in.readFully(text, textAt[number], length);
        textAt[number + 1] = textAt[number] + length;
        if (length > 0) {
            var slot = hash(text, textAt[number], textAt[number + 1]);
            while (slots[slot & slots.length - 1] != 0) {
                slot++;
            }
            slots[slot & slots.length - 1] = number + 1;
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        var hash = 1;
        for (var at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        return hash ^ hash >>> 15;
    }

    private static long varying(DataInputStream in) throws IOException {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            var part = in.readUnsignedByte();
            value |= (long) (part & 0x7F) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new IOException("The index of a package is garbled");
    }

    /** The number of the entry of this name or SOP Instance UID, or {@link #NONE}. */
    int find(String nameOrSopInstanceUid) {
        var wanted = nameOrSopInstanceUid.getBytes(StandardCharsets.US_ASCII);
        for (var slot = hash(wanted, 0, wanted.length); slots[slot & slots.length - 1] != 0; slot++) {
            var number = slots[slot & slots.length - 1] - 1;
            if (Arrays.equals(text, textAt[number], textAt[number + 1], wanted, 0, wanted.length)) {
                return number / 2;
            }
        }
        return NONE;
    }

    int entries() {
        return entries;
    }

    long zipSize() {
        return zipSize;
    }

    /** SHA-256 in lower-case hex. */
    String zipFingerprint() {
        return zipFingerprint;
    }

    String name(int entry) {
        return text(2 * entry);
    }

    /** Empty where the entry is no instance. */
    String sopInstanceUid(int entry) {
        return text(2 * entry + 1);
    }

    private String text(int number) {
        return new String(text, textAt[number], textAt[number + 1] - textAt[number], StandardCharsets.US_ASCII);
    }

    long size(int entry) {
        return size[entry];
    }

    boolean isDeflated(int entry) {
        return deflated[entry];
    }

    long dataAt(int entry) {
        return dataAt[entry];
    }

    /** Where in the zip a block of a deflated entry begins. */
    long blockAt(int entry, int block) {
        return dataAt[entry] + (block == 0 ? 0 : blockEnd[firstBlock[entry] + block - 1]);
    }

    int blockSize(int entry, int block) {
        return (int) (dataAt[entry] + blockEnd[firstBlock[entry] + block] - blockAt(entry, block));
    }
}
