package org.imageexchange.imaging.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and tells later whether the stream itself failed or only somebody who read from it. */
final class WatchedStream extends FilterInputStream {

    private final byte[] one = new byte[1];
    private long count;
    private boolean failed;

    WatchedStream(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    boolean hasFailed() {
        return failed;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            var read = in.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public long skip(long n) throws IOException {
        return Math.max(read(new byte[(int) Math.min(n, 1 << 16)]), 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
