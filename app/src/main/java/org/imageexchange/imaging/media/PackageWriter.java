package org.imageexchange.imaging.media;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.imaging.store.WrappedKey;

/** Writes the zip of a package and its index into the vault, in one pass, on several cores, in constant memory. */
public final class PackageWriter {

    private final Effort effort;

    public PackageWriter() {
        this(Effort.of(Runtime.getRuntime().availableProcessors()));
    }

    PackageWriter(Effort effort) {
        this.effort = effort;
    }

    /**
     * How much of the machine a build may take.
     *
     * @param threads that read and deflate, besides the one that asked
     * @param capacity of what is under way between them, in bytes
     * @param wholeUpTo the size up to which an object is taken into memory at once, in bytes
     */
    record Effort(int threads, long capacity, int wholeUpTo) {

        static Effort of(int cores) {
            return new Effort(cores, (16L << 20) + cores * (2L << 20), 4 << 20);
        }
    }

    /**
     * Builds a package.
     *
     * @param instances ordered as they shall appear: by study, series and number; at least one
     * @param zip a name that was never used before, and so is {@code index}: a repeated attempt takes new ones
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
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("A package without images");
        }
        try (var pendingZip = vault.create(zip, key);
                var pendingIndex = vault.create(index, key)) {
            BuiltPackage built;
            try (var build = new PackageBuild(effort, label, pendingZip.channel(), pendingIndex.channel(), packed)) {
                built = build.run(instances);
            }
            pendingZip.commit();
            try {
                pendingIndex.commit();
            } catch (IOException | RuntimeException e) {
                deleteAfter(e, vault, zip);
                throw e;
            }
            return built;
        }
    }

    private static void deleteAfter(Exception trouble, Vault vault, ObjectName zip) {
        try {
            vault.delete(zip);
        } catch (IOException e) {
            trouble.addSuppressed(e);
        }
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

        DamagedObject(String sopInstanceUid, IOException cause) {
            this(sopInstanceUid);
            initCause(cause);
        }
    }
}
