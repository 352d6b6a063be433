package org.imageexchange.imaging.dicom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import org.imageexchange.imaging.testdata.TestDicom;

/** Objects that are made to exhaust whoever reads them; streams, so that they exhaust nobody here. */
public final class HostileDicom {

    public record Hostile(String name, Supplier<InputStream> content) {}

    private static final int UNDEFINED = 0xFFFFFFFF;
    private static final int ITEM = 0xFFFEE000;
    private static final int END_OF_SEQUENCE = 0xFFFEE0DD;
    private static final int SOME_SEQUENCE = 0x00081140;

    private HostileDicom() {}

    public static List<Hostile> all() {
        var all = new ArrayList<Hostile>();
        for (int depth : new int[] {100, 1_000, 5_000, 10_000, 50_000, 200_000}) {
            byte[] explicit = join(longHead(SOME_SEQUENCE, "SQ", UNDEFINED), head(ITEM, UNDEFINED));
            byte[] implicit = join(head(SOME_SEQUENCE, UNDEFINED), head(ITEM, UNDEFINED));
            byte[] unknown = join(longHead(0x00091001, "UN", UNDEFINED), head(ITEM, UNDEFINED));
            all.add(of("sequences " + depth + " deep", TestDicom.EXPLICIT, repeated(explicit, depth)));
            all.add(of("implicit sequences " + depth + " deep", TestDicom.IMPLICIT, repeated(implicit, depth)));
            all.add(of(
                    "sequences in unknown " + depth + " deep",
                    TestDicom.EXPLICIT,
                    () -> concat(bytes(unknown), repeated(implicit, depth).get())));
        }
        for (int megabytes : new int[] {64, 512, 2_000}) {
            long size = (long) megabytes << 20;
            all.add(bomb("zeros", megabytes, new byte[0], size));
            all.add(bomb("pixels", megabytes, longHead(0x7FE00010, "OW", (int) size), size));
            all.add(bomb("private value", megabytes, longHead(0x00091010, "UN", (int) size), size));
            all.add(bomb("text", megabytes, longHead(0x0040A160, "UT", (int) size), size));
        }
        all.add(of(
                "1 million items",
                TestDicom.EXPLICIT,
                () -> concat(
                        bytes(longHead(SOME_SEQUENCE, "SQ", UNDEFINED)),
                        repeated(head(ITEM, 0), 1_000_000).get(),
                        bytes(head(END_OF_SEQUENCE, 0)))));
        all.add(of(
                "1 million fragments",
                TestDicom.RLE,
                () -> concat(
                        bytes(identified()),
                        bytes(longHead(0x7FE00010, "OB", UNDEFINED)),
                        repeated(head(ITEM, 0), 1_000_000).get(),
                        bytes(head(END_OF_SEQUENCE, 0)))));
        all.add(of(
                "200 000 private tags, descending",
                TestDicom.EXPLICIT,
                numbered(
                        200_000,
                        i -> shortHead(
                                0x0009 + (int) (i / 60_000 * 2) << 16 | 0x1000 + (60_000 - (int) (i % 60_000)) % 0xEFFF,
                                "LO",
                                0))));
        all.add(of(
                "10 million elements in items",
                TestDicom.EXPLICIT,
                () -> concat(
                        bytes(longHead(SOME_SEQUENCE, "SQ", UNDEFINED)),
                        repeated(join(head(ITEM, 5_000 * 8), repeat(shortHead(0x00080100, "SH", 0), 5_000)), 2_000)
                                .get())));
        all.add(of(
                "an unknown value of 2 GB that is not there",
                TestDicom.EXPLICIT,
                () -> concat(bytes(longHead(0x00091010, "UN", 0x7FFFFFFE)), bytes(new byte[1_000]))));
        all.add(of(
                "a text of 2 GB that is not there",
                TestDicom.EXPLICIT,
                () -> concat(bytes(longHead(0x0040A160, "UT", 0x7FFFFFFE)), bytes(new byte[1_000]))));
        all.add(of(
                "pixels of 4 GB that are not there",
                TestDicom.EXPLICIT,
                () -> concat(
                        bytes(identified()), bytes(longHead(0x7FE00010, "OW", 0xFFFFFFFE)), bytes(new byte[1_000]))));
        all.add(of(
                "60 MB of backslashes",
                TestDicom.EXPLICIT,
                () -> concat(
                        bytes(longHead(0x0040A160, "UT", 60 << 20)),
                        repeated(new byte[] {'\\'}, 60 << 20).get())));
        byte[] backslashes = new byte[15 << 20];
        Arrays.fill(backslashes, (byte) '\\');
        all.add(new Hostile(
                "a name of 15 MB of backslashes",
                () ->
                        TestDicom.ct()
                                .with(0x00080005, "CS", "ISO_IR 192")
                                .with(0x00081115, "UT", backslashes)
                                .stream()));
        all.add(new Hostile("a report of 60 000 titles", () -> {
            var items = new TestDicom[60_000];
            Arrays.fill(items, TestDicom.item().with(0x00080104, "LO", "A title that goes on for quite a while"));
            return TestDicom.report().sequence(0x0040A043, items).stream();
        }));
        all.add(of(
                "items that end before they begin",
                TestDicom.EXPLICIT,
                () -> concat(
                        bytes(longHead(SOME_SEQUENCE, "SQ", 16)), bytes(head(ITEM, 0x7FFFFFFF)), bytes(new byte[64]))));
        all.add(of("a delimiter without a sequence", TestDicom.EXPLICIT, () -> bytes(head(END_OF_SEQUENCE, 0))));
        all.add(new Hostile(
                "file meta information without end",
                () -> concat(
                        bytes(join(new byte[128], ascii("DICM"))),
                        repeated(join(shortHead(0x00020013, "SH", 4), new byte[4]), 50_000_000)
                                .get())));
        all.add(new Hostile("nothing", () -> bytes(new byte[0])));
        all.add(new Hostile("a preamble alone", () -> bytes(join(new byte[128], ascii("DICM")))));
        all.add(new Hostile("zeros", () -> bytes(new byte[4096])));
        byte[] ones = new byte[4096];
        Arrays.fill(ones, (byte) 0xff);
        all.add(new Hostile("ones", () -> bytes(ones)));
        all.add(of("ones as a data set", TestDicom.EXPLICIT, () -> bytes(ones)));
        all.add(of(
                "9 GB of zeros behind the data set",
                TestDicom.EXPLICIT,
                () -> concat(
                        bytes(identified()),
                        repeated(new byte[1 << 16], 9L << 14).get())));
        return all;
    }

    private static Hostile bomb(String of, int megabytes, byte[] head, long size) {
        return new Hostile("a deflate bomb of " + megabytes + " MB, " + of, () -> {
            var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
            var inflated =
                    concat(bytes(head), repeated(new byte[1 << 16], size >> 16).get());
            return concat(bytes(start(TestDicom.DEFLATED)), new DeflaterInputStream(inflated, deflater, 1 << 16));
        });
    }

    private static Hostile of(String name, String transferSyntax, Supplier<InputStream> dataSet) {
        return new Hostile(name, () -> concat(bytes(start(transferSyntax)), dataSet.get()));
    }

    /** Preamble and file meta information. */
    private static byte[] start(String transferSyntax) {
        TestDicom empty =
                TestDicom.item().in(transferSyntax).meta(2, TestDicom.CT_IMAGE).meta(3, "1.2.3");
        byte[] file = empty.bytes();
        return transferSyntax.equals(TestDicom.DEFLATED) ? Arrays.copyOf(file, file.length - 2) : file;
    }

    private static byte[] identified() {
        return TestDicom.item()
                .with(0x00080016, "UI", TestDicom.CT_IMAGE)
                .with(0x00080018, "UI", "1.2.3")
                .with(0x0020000D, "UI", "1.2.4")
                .with(0x0020000E, "UI", "1.2.5")
                .dataSet();
    }

    private static Supplier<InputStream> repeated(byte[] pattern, long times) {
        return numbered(times, i -> pattern);
    }

    private static Supplier<InputStream> numbered(long times, LongFunction<byte[]> part) {
        return () -> new InputStream() {
            private long index;
            private byte[] current = new byte[0];
            private int next;

            @Override
            public int read() {
                return refilled() ? current[next++] & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int done = 0;
                while (done < length && refilled()) {
                    int count = Math.min(length - done, current.length - next);
                    System.arraycopy(current, next, into, offset + done, count);
                    next += count;
                    done += count;
                }
                return done == 0 && length > 0 ? -1 : done;
            }

            private boolean refilled() {
                if (next < current.length) {
                    return true;
                }
                if (index == times) {
                    return false;
                }
                current = part.apply(index++);
                next = 0;
                return true;
            }
        };
    }

    private static byte[] head(int tag, int length) {
        return tag(8, tag).putInt(length).array();
    }

    private static byte[] shortHead(int tag, String vr, int length) {
        return tag(8, tag).put(ascii(vr)).putShort((short) length).array();
    }

    private static byte[] longHead(int tag, String vr, int length) {
        return tag(12, tag).put(ascii(vr)).putShort((short) 0).putInt(length).array();
    }

    private static ByteBuffer tag(int size, int tag) {
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] repeat(byte[] pattern, int times) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(pattern);
        }
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static InputStream bytes(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static InputStream concat(InputStream... parts) {
        return new SequenceInputStream(Collections.enumeration(List.of(parts)));
    }
}
