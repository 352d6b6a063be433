package org.imageexchange.imaging.dicom;

import java.io.IOException;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.aoju.bus.image.galaxy.data.VR;

/**
 * Walks through a data set element by element, in any of its encodings.
 *
 * <p>Iterative and of constant memory, so that no nesting and no number of elements can exhaust it. The gate and the
 * reader of headers both see an object through this class alone: what was checked is what is read.
 */
final class ElementScanner {

    enum Encoding {
        IMPLICIT,
        EXPLICIT,
        EXPLICIT_BIG_ENDIAN
    }

    enum Event {
        /** An element that has a value: {@link #takeValue} takes it, the next step passes over it. */
        VALUE,
        SEQUENCE,
        ITEM,
        END_OF_ITEM,
        END_OF_SEQUENCE,
        /** Encapsulated pixels begin; the first fragment is the offset table. */
        FRAGMENTS,
        FRAGMENT,
        END_OF_FRAGMENTS,
        END
    }

    private enum Kind {
        SEQUENCE,
        ITEM,
        FRAGMENTS
    }

    static final int PIXEL_DATA = 0x7FE00010;

    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_DELIMITER = 0xFFFEE00D;
    private static final int SEQUENCE_DELIMITER = 0xFFFEE0DD;
    private static final long UNDEFINED = 0xFFFFFFFFL;
    private static final long OPEN = Long.MAX_VALUE;

    private final ByteSource source;
    private final GateLimits limits;
    private final boolean encapsulated;

    // The open sequences and items, outermost first.
    private final Kind[] kinds;
    private final boolean[] delimited;
    private final long[] ends;
    private final int[] siblings;
    private final Encoding[] encodings;
    private int top;
    private int depth;

    private int tag;
    private int vr;
    private long length;
    private long unread;
    private long elements;
    private long items;

    ElementScanner(ByteSource source, GateLimits limits, Encoding encoding, boolean encapsulated) {
        this.source = source;
        this.limits = limits;
        this.encapsulated = encapsulated;
        int room = 2 * limits.depth() + 2;
        kinds = new Kind[room];
        delimited = new boolean[room];
        ends = new long[room];
        siblings = new int[room];
        encodings = new Encoding[room];
        kinds[0] = Kind.ITEM;
        ends[0] = OPEN;
        encodings[0] = encoding;
    }

    int tag() {
        return tag;
    }

    long length() {
        return length;
    }

    /** How many sequences are open around the current element. */
    int depth() {
        return depth;
    }

    /** Whether the header is over, given the event of the current element: its pixels, or what stands behind them. */
    boolean isAtPixels(Event event) {
        return depth == 0 && (event == Event.FRAGMENTS || event == Event.VALUE && tag >>> 16 >= PIXEL_DATA >>> 16);
    }

    boolean bigEndian() {
        return encodings[top] == Encoding.EXPLICIT_BIG_ENDIAN;
    }

    long elements() {
        return elements;
    }

    /** The current element's value; the caller has looked at its {@link #length} before. */
    byte[] takeValue() throws IOException {
        byte[] value = source.take(Math.toIntExact(unread));
        unread = 0;
        return value;
    }

    Event next() throws IOException {
        source.skip(unread);
        unread = 0;
        if (top > 0 && !delimited[top] && source.position() == ends[top]) {
            return close();
        }
        if (top == 0 && nothingLeft()) {
            return Event.END;
        }
        requireRoomFor(8);
        source.require(8);
        tag = bigEndian() ? u16be(0) << 16 | u16be(2) : u16le(0) << 16 | u16le(2);
        if (tag >>> 16 == 0xFFFE) {
            return atDelimiter();
        }
        if (kinds[top] != Kind.ITEM) {
            throw UnsoundObject.damaged();
        }
        return atElement();
    }

    /** The data set ends where the file ends; zeros behind it are what some archives pad files with. */
    private boolean nothingLeft() throws IOException {
        int left = source.prepare(8);
        if (left == 0) {
            return true;
        }
        if (left == 8 && (u16le(0) | u16le(2)) != 0) {
            return false;
        }
        if (!source.onlyPaddingLeft()) {
            throw left < 8 ? UnsoundObject.cutOff() : UnsoundObject.damaged();
        }
        return true;
    }

    private Event atDelimiter() throws IOException {
        length = bigEndian() ? u32be(4) : u32le(4);
        source.advance(8);
        switch (tag) {
            case ITEM -> {
                if (kinds[top] == Kind.ITEM) {
                    throw UnsoundObject.damaged();
                }
                if (++items > limits.items()) {
                    throw new UnsoundObject("The file has more than " + limits.items()
                            + " items or pieces of pixel data, which is the most the portal takes.");
                }
                if (kinds[top] == Kind.SEQUENCE) {
                    open(Kind.ITEM, encodings[top]);
                    return Event.ITEM;
                }
                if (length == UNDEFINED) {
                    throw UnsoundObject.damaged();
                }
                requireRoomFor(length);
                unread = length;
                return Event.FRAGMENT;
            }
            case ITEM_DELIMITER -> {
                if (top == 0 || kinds[top] != Kind.ITEM || !delimited[top] || length != 0) {
                    throw UnsoundObject.damaged();
                }
                return close();
            }
            case SEQUENCE_DELIMITER -> {
                if (kinds[top] == Kind.ITEM || !delimited[top] || length != 0) {
                    throw UnsoundObject.damaged();
                }
                return close();
            }
            default -> throw UnsoundObject.damaged();
        }
    }

    private Event atElement() throws IOException {
        if (++elements > limits.elements() || ++siblings[top] > limits.elementsPerDataSet()) {
            throw new UnsoundObject("The file has more attributes than the portal takes: " + limits.elements()
                    + " altogether, " + limits.elementsPerDataSet() + " in one place.");
        }
        readLength();
        boolean undefined = length == UNDEFINED;
        boolean nested = vr == code('S', 'Q') || undefined && vr == code('U', 'N');
        if (nested) {
            if (++depth > limits.depth()) {
                throw new UnsoundObject(
                        "The file is nested more than " + limits.depth() + " levels deep, which no equipment writes.");
            }
            // What an unknown element nests is in the implicit encoding, whatever surrounds it (PS3.5, 6.2.2).
            open(Kind.SEQUENCE, vr == code('S', 'Q') ? encodings[top] : Encoding.IMPLICIT);
            return Event.SEQUENCE;
        }
        if (undefined) {
            if (tag != PIXEL_DATA || encodings[top] != Encoding.EXPLICIT || !vrIsBytes()) {
                throw UnsoundObject.damaged();
            }
            if (!encapsulated) {
                throw new UnsoundObject("The file says that its pixels are not compressed, but they are.");
            }
            open(Kind.FRAGMENTS, encodings[top]);
            return Event.FRAGMENTS;
        }
        if (length > limits.valueBytes() && !holdsBulkData()) {
            throw new UnsoundObject("The file has a text of more than " + (limits.valueBytes() >> 20)
                    + " MB, which is the most the portal takes.");
        }
        requireRoomFor(length);
        unread = length;
        return Event.VALUE;
    }

    private void readLength() throws IOException {
        Encoding encoding = encodings[top];
        if (encoding == Encoding.IMPLICIT) {
            vr = dictionaryVr(tag);
            length = u32le(4);
            source.advance(8);
            return;
        }
        boolean big = encoding == Encoding.EXPLICIT_BIG_ENDIAN;
        vr = code(source.peek(4), source.peek(5));
        if (hasShortLength(vr)) {
            length = big ? u16be(6) : u16le(6);
            source.advance(8);
        } else if (hasLongLength(vr)) {
            requireRoomFor(12);
            source.require(12);
            length = big ? u32be(8) : u32le(8);
            source.advance(12);
        } else {
            throw UnsoundObject.damaged();
        }
    }

    private void open(Kind kind, Encoding encoding) throws UnsoundObject {
        boolean undefined = length == UNDEFINED;
        if (!undefined) {
            requireRoomFor(length);
        }
        long around = ends[top];
        top++;
        kinds[top] = kind;
        delimited[top] = undefined;
        ends[top] = undefined ? around : source.position() + length;
        siblings[top] = 0;
        encodings[top] = encoding;
    }

    private Event close() {
        return switch (kinds[top--]) {
            case ITEM -> Event.END_OF_ITEM;
            case FRAGMENTS -> Event.END_OF_FRAGMENTS;
            case SEQUENCE -> {
                depth--;
                yield Event.END_OF_SEQUENCE;
            }
        };
    }

    /** What lies inside an item or a sequence of known length must end inside it. */
    private void requireRoomFor(long count) throws UnsoundObject {
        if (ends[top] != OPEN && source.position() + count > ends[top]) {
            throw UnsoundObject.damaged();
        }
    }

    private boolean holdsBulkData() {
        return vr >>> 8 == 'O' || vr == code('U', 'N');
    }

    private boolean vrIsBytes() {
        return vr == code('O', 'B') || vr == code('O', 'W');
    }

    private static int dictionaryVr(int tag) {
        if ((tag & 0xFFFF) == 0) {
            return code('U', 'L');
        }
        VR known = ElementDictionary.vrOf(tag, null);
        return known == null ? code('U', 'N') : known.code();
    }

    private static boolean hasShortLength(int vr) {
        return switch (vr) {
            case 'A' << 8 | 'E',
                    'A' << 8 | 'S',
                    'A' << 8 | 'T',
                    'C' << 8 | 'S',
                    'D' << 8 | 'A',
                    'D' << 8 | 'S',
                    'D' << 8 | 'T',
                    'F' << 8 | 'D',
                    'F' << 8 | 'L',
                    'I' << 8 | 'S',
                    'L' << 8 | 'O',
                    'L' << 8 | 'T',
                    'P' << 8 | 'N',
                    'S' << 8 | 'H',
                    'S' << 8 | 'L',
                    'S' << 8 | 'S',
                    'S' << 8 | 'T',
                    'T' << 8 | 'M',
                    'U' << 8 | 'I',
                    'U' << 8 | 'L',
                    'U' << 8 | 'S' -> true;
            default -> false;
        };
    }

    private static boolean hasLongLength(int vr) {
        return switch (vr) {
            case 'O' << 8 | 'B',
                    'O' << 8 | 'D',
                    'O' << 8 | 'F',
                    'O' << 8 | 'L',
                    'O' << 8 | 'V',
                    'O' << 8 | 'W',
                    'S' << 8 | 'Q',
                    'S' << 8 | 'V',
                    'U' << 8 | 'C',
                    'U' << 8 | 'N',
                    'U' << 8 | 'R',
                    'U' << 8 | 'T',
                    'U' << 8 | 'V' -> true;
            default -> false;
        };
    }

    private static int code(int first, int second) {
        return first << 8 | second;
    }

    private int u16le(int at) {
        return source.peek(at) | source.peek(at + 1) << 8;
    }

    private int u16be(int at) {
        return source.peek(at) << 8 | source.peek(at + 1);
    }

    private long u32le(int at) {
        return u16le(at) | (long) u16le(at + 2) << 16;
    }

    private long u32be(int at) {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }
}
