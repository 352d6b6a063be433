package org.imageexchange.imaging.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;

/**
 * Writes the structure of a zip onto a stream that can't be sought; the contents come ready-made.
 *
 * <p>Sizes stand in the local header wherever they are known beforehand, since some readers mistrust data descriptors;
 * only what is too big to be compressed in memory first has one. ZIP64 fields appear where a value needs them and nowhere
 * else: everything reads an ordinary zip.
 */
final class ZipWriter {

    /** From this value on a 32-bit field says "look into the ZIP64 field". */
    static final long WIDE = 0xFFFF_FFFFL;

    private static final int MANY = 0xFFFF;
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_ZIP64 = 0x06064b50;
    private static final int LOCATOR_ZIP64 = 0x07064b50;
    private static final int EXTRA_ZIP64 = 0x0001;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int PLAIN_VERSION = 20;
    private static final int ZIP64_VERSION = 45;
    private static final int MADE_ON_UNIX = 3 << 8;
    private static final int ORDINARY_FILE = 0100644 << 16;

    private final ZipSink out;
    private final int date;
    private final int time;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int entries;

    private Entry entry = Entry.NONE;

    private record Entry(
            byte[] name, long at, long dataAt, boolean deflated, boolean unsized, boolean wide, long crc, long size) {

        static final Entry NONE = new Entry(new byte[0], -1, -1, false, false, false, 0, 0);
    }

    ZipWriter(ZipSink out, LocalDateTime madeAt) {
        this.out = out;
        // A zip knows the years from 1980 to 2107 and every other second.
        var year = Math.clamp(madeAt.getYear(), 1980, 2107);
        this.date = (year - 1980) << 9 | madeAt.getMonthValue() << 5 | madeAt.getDayOfMonth();
        this.time = madeAt.getHour() << 11 | madeAt.getMinute() << 5 | madeAt.getSecond() / 2;
    }

    /**
     * Begins an entry whose sizes are known.
     *
     * @return where its data begins
     */
    long begin(String name, boolean deflated, long crc, long packedSize, long size) throws IOException {
        return begin(name, deflated, false, packedSize >= WIDE || size >= WIDE, crc, packedSize, size);
    }

    /**
     * Begins a deflated entry whose packed size is told by a descriptor behind it.
     *
     * @return where its data begins
     */
    long beginUnsized(String name, boolean wide) throws IOException {
        return begin(name, true, true, wide, 0, 0, 0);
    }

    private long begin(
            String name, boolean deflated, boolean unsized, boolean wide, long crc, long packedSize, long size)
            throws IOException {
        if (entry != Entry.NONE) {
            throw new IllegalStateException("The entry before has not ended");
        }
        var bytes = name.getBytes(StandardCharsets.US_ASCII);
        var at = out.position();
        var header = record(30 + bytes.length + (wide ? 20 : 0));
        header.putInt(LOCAL_HEADER);
        putCommon(header, wide, unsized, deflated);
        header.putInt((int) crc);
        header.putInt((int) (wide ? WIDE : packedSize));
        header.putInt((int) (wide ? WIDE : size));
        header.putShort((short) bytes.length);
        header.putShort((short) (wide ? 20 : 0));
        header.put(bytes);
        if (wide) {
            // Where a descriptor follows these are zero, and tell its reader that it is a wide one.
            header.putShort((short) EXTRA_ZIP64).putShort((short) 16);
            header.putLong(size).putLong(packedSize);
        }
        out.write(header.flip());
        entry = new Entry(bytes, at, out.position(), deflated, unsized, wide, crc, size);
        return out.position();
    }

    private void putCommon(ByteBuffer header, boolean zip64, boolean unsized, boolean deflated) {
        header.putShort((short) (zip64 ? ZIP64_VERSION : PLAIN_VERSION));
        header.putShort((short) (unsized ? SIZES_FOLLOW : 0));
        header.putShort((short) (deflated ? DEFLATED : STORED));
        header.putShort((short) time).putShort((short) date);
    }

    void data(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void end() throws IOException {
        end(entry.crc, entry.size);
    }

    /** Ends an entry; its checksum and size may have become known only now. */
    void end(long crc, long size) throws IOException {
        var packedSize = out.position() - entry.dataAt;
        if (entry.unsized) {
            if (!entry.wide && (packedSize >= WIDE || size >= WIDE)) {
                throw new IllegalStateException("The entry has outgrown its descriptor");
            }
            var descriptor = record(entry.wide ? 24 : 16);
            descriptor.putInt(DESCRIPTOR).putInt((int) crc);
            if (entry.wide) {
                descriptor.putLong(packedSize).putLong(size);
            } else {
                descriptor.putInt((int) packedSize).putInt((int) size);
            }
            out.write(descriptor.flip());
        }
        list(crc, packedSize, size);
        entry = Entry.NONE;
    }

    private void list(long crc, long packedSize, long size) {
        var extra = record(4 + 24);
        extra.position(4);
        for (var value : new long[] {size, packedSize, entry.at}) {
            if (value >= WIDE) {
                extra.putLong(value);
            }
        }
        var extraLength = extra.position() == 4 ? 0 : extra.position();
        extra.putShort(0, (short) EXTRA_ZIP64).putShort(2, (short) (extraLength - 4));

        var header = record(46 + entry.name.length + extraLength);
        header.putInt(CENTRAL_HEADER);
        header.putShort((short) (MADE_ON_UNIX | ZIP64_VERSION));
        putCommon(header, entry.wide || extraLength > 0, entry.unsized, entry.deflated);
        header.putInt((int) crc);
        header.putInt((int) Math.min(packedSize, WIDE));
        header.putInt((int) Math.min(size, WIDE));
        header.putShort((short) entry.name.length).putShort((short) extraLength);
        header.putShort((short) 0); // comment
        header.putShort((short) 0); // disk
        header.putShort((short) 0); // internal attributes
        header.putInt(ORDINARY_FILE);
        header.putInt((int) Math.min(entry.at, WIDE));
        header.put(entry.name);
        header.put(extra.array(), 0, extraLength);
        directory.write(header.array(), 0, header.position());
        entries++;
    }

    /** Writes the central directory: the zip is complete. */
    void finish() throws IOException {
        var at = out.position();
        out.write(directory.toByteArray());
        var size = out.position() - at;
        if (entries >= MANY || size >= WIDE || at >= WIDE) {
            writeZip64End(at, size);
        }
        var end = record(22);
        end.putInt(END).putShort((short) 0).putShort((short) 0);
        end.putShort((short) Math.min(entries, MANY)).putShort((short) Math.min(entries, MANY));
        end.putInt((int) Math.min(size, WIDE)).putInt((int) Math.min(at, WIDE));
        end.putShort((short) 0);
        out.write(end.flip());
    }

    private void writeZip64End(long at, long size) throws IOException {
        var zip64At = out.position();
        var end = record(56 + 20);
        end.putInt(END_ZIP64).putLong(56 - 12);
        end.putShort((short) (MADE_ON_UNIX | ZIP64_VERSION)).putShort((short) ZIP64_VERSION);
        end.putInt(0).putInt(0);
        end.putLong(entries).putLong(entries);
        end.putLong(size).putLong(at);
        end.putInt(LOCATOR_ZIP64).putInt(0).putLong(zip64At).putInt(1);
        out.write(end.flip());
    }

    int entries() {
        return entries;
    }

    private static ByteBuffer record(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
