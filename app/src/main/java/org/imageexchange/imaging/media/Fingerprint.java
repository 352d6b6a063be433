package org.imageexchange.imaging.media;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Watches an instance go by and tells whether it is the one that intake recorded. */
final class Fingerprint {

    private final MediaInstance instance;
    private final MessageDigest sha256 = sha256();
    private final CRC32 crc32 = new CRC32();
    private long size;

    Fingerprint(MediaInstance instance) {
        this.instance = instance;
    }

    void update(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        crc32.update(bytes, 0, length);
        size += length;
    }

    void verify() throws IOException {
        var same = size == instance.size()
                && crc32.getValue() == instance.crc32()
                && HexFormat.of().formatHex(sha256.digest()).equals(instance.sha256());
        if (!same) {
            throw new PackageWriter.DamagedObject(instance.sopInstanceUid());
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
