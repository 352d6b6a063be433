package org.imageexchange.imaging.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** An object on its way through the gate: what the gate reads is measured and written to the store as well. */
final class MeasuredCopy extends FilterInputStream {

    private static final int REST = 1 << 16;

    private final WritableByteChannel to;
    private final CRC32 crc32 = new CRC32();
    private final MessageDigest sha256;
    private final byte[] one = new byte[1];
    private long size;

    MeasuredCopy(InputStream from, WritableByteChannel to) {
        super(from);
        this.to = to;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var count = in.read(bytes, offset, length);
        if (count > 0) {
            crc32.update(bytes, offset, count);
            sha256.update(bytes, offset, count);
            size += count;
            for (var rest = ByteBuffer.wrap(bytes, offset, count); rest.hasRemaining(); ) {
                to.write(rest);
            }
        }
        return count;
    }

    /** Read and so copied, never jumped over. */
    @Override
    public long skip(long count) throws IOException {
        var read = read(new byte[(int) Math.min(REST, count)]);
        return Math.max(read, 0);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The upload belongs to whoever opened it. */
    @Override
    public void close() {}

    /** Nothing may be missing from the copy, should the gate have stopped short of the very end. */
    void finish() throws IOException {
        if (read() >= 0) {
            throw new IllegalStateException("The gate let an object pass that it hasn't read to its end");
        }
    }

    long size() {
        return size;
    }

    long crc32() {
        return crc32.getValue();
    }

    /** Only once: it ends the digest. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
