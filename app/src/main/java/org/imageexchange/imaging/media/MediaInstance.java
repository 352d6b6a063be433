package org.imageexchange.imaging.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * An instance to be packed.
 *
 * @param size of the object, in bytes
 * @param crc32 of the object, as recorded at intake
 * @param sha256 of the object in lower-case hex, as recorded at intake
 */
public record MediaInstance(
        String studyInstanceUid,
        String seriesInstanceUid,
        String sopInstanceUid,
        String transferSyntaxUid,
        long size,
        long crc32,
        String sha256,
        Content content) {

    /** Opens the object's plaintext. */
    @FunctionalInterface
    public interface Content {
        SeekableByteChannel open() throws IOException;
    }
}
