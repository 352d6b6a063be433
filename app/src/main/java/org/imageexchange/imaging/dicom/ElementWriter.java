package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.aoju.bus.image.galaxy.data.VR;

/** Encodes elements, in the order in which they are given: explicit VR, little endian, lengths known, texts in UTF-8. */
final class ElementWriter {

    private static final int ITEM = 0xFFFEE000;
    private static final int LONGEST_SHORT = 0xFFFE;

    private byte[] encoded = new byte[256];
    private int size;

    int size() {
        return size;
    }

    void text(int tag, VR vr, String... values) {
        bytes(tag, vr, String.join("\\", values).getBytes(StandardCharsets.UTF_8));
    }

    void unsignedShort(int tag, int value) {
        header(tag, VR.US, 2);
        u16(value);
    }

    void unsignedInt(int tag, long value) {
        header(tag, VR.UL, 4);
        u32(value);
    }

    void bytes(int tag, VR vr, byte[] value) {
        boolean odd = value.length % 2 != 0;
        header(tag, vr, value.length + (odd ? 1 : 0));
        raw(value);
        if (odd) {
            ensure(1);
            encoded[size++] = (byte) vr.paddingByte();
        }
    }

    void sequence(int tag, List<ElementWriter> items) {
        header(tag, VR.SQ, items.stream().mapToInt(item -> 8 + item.size).sum());
        items.forEach(this::item);
    }

    void item(ElementWriter content) {
        ensure(8);
        u16(ITEM >>> 16);
        u16(ITEM);
        u32(content.size);
        raw(content.encoded, content.size);
    }

    /** The head of a value that follows outside of this writer; its length is even. */
    void header(int tag, VR vr, int length) {
        ensure(12);
        u16(tag >>> 16);
        u16(tag);
        encoded[size++] = (byte) (vr.code() >> 8);
        encoded[size++] = (byte) vr.code();
        if (vr.headerLength() == 12) {
            u16(0);
            u32(length);
        } else if (length <= LONGEST_SHORT) {
            u16(length);
        } else {
            throw new IllegalArgumentException(vr + " can't hold a value of " + length + " bytes");
        }
    }

    void raw(byte[] value) {
        raw(value, value.length);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(encoded, size);
    }

    void writeTo(OutputStream to) throws IOException {
        to.write(encoded, 0, size);
    }

    private void raw(byte[] value, int length) {
        ensure(length);
        System.arraycopy(value, 0, encoded, size, length);
        size += length;
    }

    private void u16(int value) {
        ensure(2);
        encoded[size++] = (byte) value;
        encoded[size++] = (byte) (value >> 8);
    }

    private void u32(long value) {
        u16((int) value);
        u16((int) (value >> 16));
    }

    private void ensure(int more) {
        if (encoded.length - size < more) {
            encoded = Arrays.copyOf(encoded, Math.max(Math.addExact(size, more), 2 * encoded.length));
        }
    }
}
