package org.imageexchange.imaging.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.imageexchange.imaging.dicom.DicomHeaders;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.Vault;

/** The phantom's slices as intake leaves them: encrypted, each under a key of its own, with what was recorded of them. */
final class StoredPhantom {

    private StoredPhantom() {}

    /** Told of each slice's plain bytes, for whoever wants them elsewhere too. */
    @FunctionalInterface
    interface Also {
        void keep(int slice, byte[] plain) throws IOException;
    }

    static List<MediaInstance> store(int slices, Vault vault, Also also) throws IOException {
        var phantom = new PhantomStudy(slices, 1);
        var instances = new ArrayList<MediaInstance>();
        for (var slice = 0; slice < slices; slice++) {
            var bytes = new ByteArrayOutputStream();
            phantom.write(slice, bytes);
            also.keep(slice, bytes.toByteArray());
            instances.add(store(bytes.toByteArray(), new ObjectName("instances/" + slice), vault));
        }
        return instances;
    }

    /** Stores any sound object. */
    static MediaInstance store(byte[] plain, ObjectName name, Vault vault) throws IOException {
        var header = DicomHeaders.read(new ByteArrayInputStream(plain));
        var crc = new CRC32();
        crc.update(plain);
        var key = vault.newKey();
        try (var pending = vault.create(name, key)) {
            for (var left = ByteBuffer.wrap(plain); left.hasRemaining(); ) {
                pending.channel().write(left);
            }
            pending.commit();
        }
        return new MediaInstance(
                header.studyInstanceUid(),
                header.seriesInstanceUid(),
                header.sopInstanceUid(),
                header.transferSyntaxUid(),
                plain.length,
                crc.getValue(),
                sha256(plain),
                () -> vault.open(name, key));
    }

    private static String sha256(byte[] plain) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
