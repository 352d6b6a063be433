package org.imageexchange.imaging.media;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.imaging.store.WrappedKey;

/** Writes the zip of a package and its index into the vault, in one pass, on several cores, in constant memory. */
public final class PackageWriter {

    /**
     * @param instances ordered as they shall appear: by study, series and number
     * @param packed told how many instances are done, for the progress of the row
     * @throws DamagedObject when an instance's bytes are not those that intake recorded
     * @throws IOException when reading or writing fails; nothing is left behind
     */
    public BuiltPackage write(
            List<MediaInstance> instances,
            MediaLabel label,
            Vault vault,
            ObjectName zip,
            ObjectName index,
            WrappedKey key,
            IntConsumer packed)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * What was built.
     *
     * @param size of the zip, in bytes
     * @param sha256 of the zip in lower-case hex; also its entity tag
     * @param entries in the zip, folders not counted
     */
    public record BuiltPackage(long size, String sha256, int entries) {}

    /** An instance in the store is not what was taken in. */
    public static final class DamagedObject extends IOException {
        public DamagedObject(String sopInstanceUid) {
            super("The stored object " + sopInstanceUid + " is damaged: restore it from a backup, or import it again");
        }
    }
}
