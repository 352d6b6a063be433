package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * An object's bytes as they pass by once, counted, and from a point on inflated; never more of them than the limits
 * allow.
 *
 * <p>Only {@code read} is called on the stream, never {@code skip}: the caller may be copying what passes.
 */
final class ByteSource implements AutoCloseable {

    private static final int CHUNK = 1 << 16;
    private static final int GZIP_TRAILER = 8;
    private static final int MOST_PADDING = 1 << 20;

    /** A ratio says nothing of a beginning: an all-black image deflates a thousandfold, and may. */
    private static final long INFLATED_BEFORE_RATIO_COUNTS = 16L << 20;

    private final InputStream stream;
    private final GateLimits limits;
    private final byte[] buffer = new byte[CHUNK];
    private int next;
    private int end;
    private long positionOfEnd;
    private long received;

    private @Nullable Inflater inflater;
    private byte[] deflated = new byte[0];
    private int deflatedEnd;
    private boolean padded;
    private long inflated;
    private long afterDeflated;

    ByteSource(InputStream stream, GateLimits limits) {
        this.stream = stream;
        this.limits = limits;
    }

    /** Bytes taken from the stream so far. */
    long received() {
        return received;
    }

    /** Where the next byte lies: in the file, or, once inflating, in the inflated data set. */
    long position() {
        return positionOfEnd - (end - next);
    }

    /** Makes up to {@code count} bytes ready to be peeked at; fewer only where the source ends. */
    int prepare(int count) throws IOException {
        while (end - next < count) {
            if (next > 0) {
                System.arraycopy(buffer, next, buffer, 0, end - next);
                end -= next;
                next = 0;
            }
            int more = fill(buffer, end, CHUNK - end);
            if (more < 0) {
                break;
            }
            end += more;
            positionOfEnd += more;
        }
        return Math.min(count, end - next);
    }

    /** A byte that {@link #prepare} has made ready. */
    int peek(int index) {
        return buffer[next + index] & 0xff;
    }

    void require(int count) throws IOException {
        if (prepare(count) < count) {
            throw UnsoundObject.cutOff();
        }
    }

    /** Passes over bytes that {@link #prepare} has made ready. */
    void advance(int count) {
        next += count;
    }

    byte[] take(int count) throws IOException {
        byte[] taken = new byte[count];
        int got = Math.min(count, end - next);
        System.arraycopy(buffer, next, taken, 0, got);
        next += got;
        while (got < count) {
            int more = fill(taken, got, count - got);
            if (more < 0) {
                throw UnsoundObject.cutOff();
            }
            got += more;
            positionOfEnd += more;
        }
        return taken;
    }

    void skip(long count) throws IOException {
        long left = count;
        while (left > end - next) {
            left -= end - next;
            next = 0;
            end = fill(buffer, 0, CHUNK);
            if (end < 0) {
                end = 0;
                throw UnsoundObject.cutOff();
            }
            positionOfEnd += end;
        }
        next += (int) left;
    }

    /** Reads on while zeros come, and whether they lead to the end of the source; no more of them than pad a file. */
    boolean onlyPaddingLeft() throws IOException {
        for (int zeros = 0; zeros <= MOST_PADDING; zeros++) {
            if (prepare(1) == 0) {
                return true;
            }
            if (buffer[next++] != 0) {
                return false;
            }
        }
        return false;
    }

    /** From here on the bytes are a raw deflate stream, and are given inflated. */
    void inflate() {
        var starting = new Inflater(true);
        deflated = buffer.clone();
        deflatedEnd = end;
        starting.setInput(deflated, next, end - next);
        inflater = starting;
        next = 0;
        end = 0;
        positionOfEnd = 0;
    }

    private int fill(byte[] into, int offset, int length) throws IOException {
        return inflater == null ? receive(into, offset, length) : inflate(inflater, into, offset, length);
    }

    private int receive(byte[] into, int offset, int length) throws IOException {
        int count = stream.read(into, offset, length);
        if (count > 0) {
            received += count;
            if (received > limits.bytes()) {
                throw new UnsoundObject("The file is larger than " + size(limits.bytes()) + ", which is the most the"
                        + " portal takes.");
            }
        }
        return count;
    }

    private int inflate(Inflater running, byte[] into, int offset, int length) throws IOException {
        try {
            int count;
            while ((count = running.inflate(into, offset, length)) == 0) {
                if (running.finished()) {
                    return requirePaddingOnly(running);
                }
                if (running.needsDictionary()) {
                    throw UnsoundObject.damaged();
                }
                feed(running);
            }
            inflated += count;
            if (inflated > limits.inflatedBytes()) {
                throw new UnsoundObject("The file grows beyond " + size(limits.inflatedBytes())
                        + " when it is unpacked, which is the most the portal takes.");
            }
            if (inflated > INFLATED_BEFORE_RATIO_COUNTS
                    && inflated / limits.inflationRatio() > running.getBytesRead()) {
                throw new UnsoundObject("The file grows more than " + limits.inflationRatio()
                        + " times when it is unpacked, which no image does.");
            }
            return count;
        } catch (DataFormatException damage) {
            throw new UnsoundObject("The file is damaged: it can't be unpacked. Export it again.");
        }
    }

    private void feed(Inflater running) throws IOException {
        int count = receive(deflated, 0, CHUNK);
        if (count >= 0) {
            deflatedEnd = count;
            running.setInput(deflated, 0, count);
        } else if (!padded) {
            padded = true; // zlib may ask for one byte beyond a raw stream
            deflated[0] = 0;
            deflatedEnd = 1;
            running.setInput(deflated, 0, 1);
        } else {
            throw UnsoundObject.cutOff();
        }
    }

    /**
     * What follows the deflate stream is read too, so that the caller has seen the whole file. Writers that use a gzip
     * library leave its eight bytes of checksum and size there, others pad with zeros.
     */
    private int requirePaddingOnly(Inflater finished) throws IOException {
        requireZeros(deflatedEnd - finished.getRemaining(), deflatedEnd);
        int count;
        while ((count = receive(deflated, 0, CHUNK)) >= 0) {
            requireZeros(0, count);
        }
        finished.setInput(deflated, 0, 0);
        deflatedEnd = 0;
        return -1;
    }

    private void requireZeros(int from, int to) throws UnsoundObject {
        for (int i = from; i < to; i++) {
            if (afterDeflated++ >= GZIP_TRAILER && deflated[i] != 0) {
                throw new UnsoundObject("Something that is not DICOM follows the image in the file. Export it again.");
            }
        }
    }

    private static String size(long bytes) {
        return bytes >= 1L << 30 ? (bytes >> 30) + " GB" : (bytes >> 20) + " MB";
    }

    /** Gives back the memory of the inflater; the stream is the caller's. */
    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
