package org.imageexchange.imaging.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Where the bytes of the zip go: counted and hashed on their way, so that nobody has to read them again. */
final class ZipSink {

    private final WritableByteChannel channel;
    private final MessageDigest sha256 = Fingerprint.sha256();
    private long position;

    ZipSink(WritableByteChannel channel) {
        this.channel = channel;
    }

    long position() {
        return position;
    }

    void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    void write(ByteBuffer bytes) throws IOException {
        sha256.update(bytes.duplicate());
        position += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Of everything written; ends the hashing. */
    String fingerprint() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
