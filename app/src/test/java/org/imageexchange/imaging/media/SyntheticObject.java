package org.imageexchange.imaging.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/** A DICOM object of any size that exists nowhere: its pixels are made while they are read. */
final class SyntheticObject {

    static final long LONGEST_VALUE = 0xFFFF_FFFEL;
    static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String JPEG = "1.2.840.10008.1.2.4.70";

    private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final int PERIOD = 1 << 20;

    /** Pixels that compress as a CT does, and such as don't: a period is far longer than deflate looks back. */
    private static final byte[] SMOOTH = pixels(1, 24);

    private static final byte[] NOISE = pixels(2, 1 << 16);

    final String sopInstanceUid;
    private final String study;
    private final String series;
    private final String transferSyntax;
    private final byte[] head;
    private final long pixels;
    private final byte[] tail;
    private final byte[] pattern;
    private final int phase;

    private SyntheticObject(
            int study, int series, int number, String modality, String transferSyntax, long pixels, byte[] pattern) {
        this.study = "2.25.4711" + study;
        this.series = this.study + "." + series;
        this.sopInstanceUid = this.series + "." + number;
        this.transferSyntax = transferSyntax;
        this.pixels = pixels;
        this.phase = number * 7919 % PERIOD;
        var encapsulated = transferSyntax.equals(JPEG);
        this.pattern = pattern;
        var out = new Elements();
        out.preamble(transferSyntax, sopInstanceUid);
        header(out, series, number, modality, encapsulated ? -1 : pixels);
        if (encapsulated) {
            out.item(0); // an empty offset table
            out.item(Math.min(pixels, LONGEST_VALUE)); // beyond it the pixels are garbage, which nobody here decodes
        }
        this.head = out.toByteArray();
        this.tail = encapsulated ? new Elements().sequenceEnd().toByteArray() : new byte[0];
    }

    static SyntheticObject ct(int study, int series, int number, long pixels) {
        return new SyntheticObject(study, series, number, "CT", EXPLICIT, pixels, SMOOTH);
    }

    /** As big as you like, and almost nothing when it is packed. */
    static SyntheticObject blank(int study, int series, int number, long pixels) {
        return new SyntheticObject(study, series, number, "OT", EXPLICIT, pixels, new byte[PERIOD]);
    }

    static SyntheticObject jpeg(int study, int series, int number, long pixels) {
        return new SyntheticObject(study, series, number, "CR", JPEG, pixels, NOISE);
    }

    private void header(Elements out, int seriesNumber, int number, String modality, long pixelLength) {
        out.text(0x0008, 0x0005, "CS", "ISO_IR 192");
        out.text(0x0008, 0x0016, "UI", CT_IMAGE_STORAGE);
        out.text(0x0008, 0x0018, "UI", sopInstanceUid);
        out.text(0x0008, 0x0020, "DA", "20260115");
        out.text(0x0008, 0x0030, "TM", "101500");
        out.text(0x0008, 0x0050, "SH", "A1");
        out.text(0x0008, 0x0060, "CS", modality);
        out.text(0x0008, 0x0090, "PN", "REFERRER^R");
        out.text(0x0008, 0x1030, "LO", "Synthetic");
        out.text(0x0010, 0x0010, "PN", "SECRET^Name");
        out.text(0x0010, 0x0020, "LO", "SECRETID");
        out.text(0x0010, 0x0030, "DA", "19600101");
        out.text(0x0010, 0x0040, "CS", "O");
        out.text(0x0020, 0x000D, "UI", study);
        out.text(0x0020, 0x000E, "UI", series);
        out.text(0x0020, 0x0010, "SH", "1");
        out.text(0x0020, 0x0011, "IS", Integer.toString(seriesNumber));
        out.text(0x0020, 0x0013, "IS", Integer.toString(number));
        out.unsignedShort(0x0028, 0x0002, 1);
        out.text(0x0028, 0x0004, "CS", "MONOCHROME2");
        out.unsignedShort(0x0028, 0x0010, 1);
        out.unsignedShort(0x0028, 0x0011, 1);
        out.unsignedShort(0x0028, 0x0100, 16);
        out.unsignedShort(0x0028, 0x0101, 16);
        out.unsignedShort(0x0028, 0x0102, 15);
        out.unsignedShort(0x0028, 0x0103, 1);
        out.longHeader(0x7FE0, 0x0010, pixelLength < 0 ? "OB" : "OW", pixelLength);
    }

    MediaInstance instance() {
        return instance(UnaryOperator.identity());
    }

    /** What intake recorded of this object, with a content that was changed since. */
    MediaInstance instance(UnaryOperator<SeekableByteChannel> change) {
        var crc = new CRC32();
        var sha256 = sha256();
        var chunk = ByteBuffer.allocate((int) Math.min(size(), PERIOD));
        try (var channel = open()) {
            while (channel.read(chunk.clear()) >= 0) {
                crc.update(chunk.flip());
                sha256.update(chunk.rewind());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MediaInstance(
                study,
                series,
                sopInstanceUid,
                transferSyntax,
                size(),
                crc.getValue(),
                HexFormat.of().formatHex(sha256.digest()),
                () -> change.apply(open()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    long size() {
        return head.length + pixels + tail.length;
    }

    byte[] bytes() throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(size()));
        try (var channel = open()) {
            while (bytes.hasRemaining()) {
                channel.read(bytes);
            }
        }
        return bytes.array();
    }

    SeekableByteChannel open() {
        return new Channel();
    }

    private static byte[] pixels(int seed, int range) {
        var random = new Random(seed);
        var pixels = ByteBuffer.allocate(PERIOD).order(ByteOrder.LITTLE_ENDIAN);
        while (pixels.hasRemaining()) {
            pixels.putShort((short) (random.nextInt(range) + random.nextInt(range)));
        }
        return pixels.array();
    }

    private final class Channel implements SeekableByteChannel {

        private long position;
        private boolean open = true;

        @Override
        public int read(ByteBuffer to) throws IOException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (position >= SyntheticObject.this.size()) {
                return -1;
            }
            var from = position;
            while (to.hasRemaining() && position < SyntheticObject.this.size()) {
                if (position < head.length) {
                    copy(to, head, position, head.length);
                } else if (position < head.length + pixels) {
                    var at = (position - head.length + phase) % PERIOD;
                    copy(to, pattern, at, (int) Math.min(PERIOD, at + head.length + pixels - position));
                } else {
                    copy(to, tail, position - head.length - pixels, tail.length);
                }
            }
            return (int) (position - from);
        }

        private void copy(ByteBuffer to, byte[] from, long at, int end) {
            var length = Math.min(to.remaining(), end - (int) at);
            to.put(from, (int) at, length);
            position += length;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            position = newPosition;
            return this;
        }

        @Override
        public long size() {
            return SyntheticObject.this.size();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }
    }

    /** Explicit VR, little endian. */
    private static final class Elements {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void preamble(String transferSyntax, String sopInstanceUid) {
            var meta = new Elements();
            meta.text(0x0002, 0x0002, "UI", CT_IMAGE_STORAGE);
            meta.text(0x0002, 0x0003, "UI", sopInstanceUid);
            meta.text(0x0002, 0x0010, "UI", transferSyntax);
            meta.text(0x0002, 0x0012, "UI", "2.25.99");
            out.writeBytes(new byte[128]);
            out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
            longHeader(0x0002, 0x0001, "OB", 2);
            out.writeBytes(new byte[] {0, 1});
            var length = meta.out.size() + 14;
            var group = new Elements();
            group.tag(0x0002, 0x0000, "UL");
            group.little(4, 2);
            group.little(length, 4);
            var version = out.toByteArray();
            out.reset();
            out.write(version, 0, 132);
            out.writeBytes(group.toByteArray());
            out.write(version, 132, version.length - 132);
            out.writeBytes(meta.toByteArray());
        }

        void text(int group, int element, String vr, String value) {
            var padded = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
            tag(group, element, vr);
            little(padded.length(), 2);
            out.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
        }

        void unsignedShort(int group, int element, int value) {
            tag(group, element, "US");
            little(2, 2);
            little(value, 2);
        }

        void longHeader(int group, int element, String vr, long length) {
            tag(group, element, vr);
            little(0, 2);
            little(length, 4);
        }

        void item(long length) {
            little(0xFFFE, 2);
            little(0xE000, 2);
            little(length, 4);
        }

        Elements sequenceEnd() {
            little(0xFFFE, 2);
            little(0xE0DD, 2);
            little(0, 4);
            return this;
        }

        private void tag(int group, int element, String vr) {
            little(group, 2);
            little(element, 2);
            out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        }

        private void little(long value, int bytes) {
            for (var n = 0; n < bytes; n++) {
                out.write((int) (value >> 8 * n));
            }
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
