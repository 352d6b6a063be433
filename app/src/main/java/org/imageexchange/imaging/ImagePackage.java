package org.imageexchange.imaging;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.imaging.media.PackageWriter.BuiltPackage;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.WrappedKey;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of instances of one patient, and the zip that is made of it once.
 *
 * <p>Whoever builds it holds it for a while and renews that; a builder that was killed loses it by itself. Each builder
 * writes objects of its own, so that one that was only slow can't spoil what another has built.
 */
@Entity
@Table(name = "package")
class ImagePackage {

    enum State {
        REQUESTED,
        BUILT
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PackageId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "institution_id"))
    private InstitutionId institution;

    @Embedded
    private Patient patient;

    private int instanceCount;
    private int packedCount;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private State state;

    private String wrappedKey;
    private @Nullable String zipObject;
    private @Nullable String indexObject;
    private @Nullable Long bytes;
    private @Nullable String sha256;
    private Instant createdAt;
    private @Nullable Instant builtAt;
    private @Nullable UUID builder;
    private @Nullable Instant builderUntil;

    @SuppressWarnings("NullAway.Init")
    protected ImagePackage() {}

    ImagePackage(InstitutionId institution, Patient patient, int instances, WrappedKey key, Instant now) {
        this.id = new PackageId(UUID.randomUUID());
        this.institution = institution;
        this.patient = patient;
        this.instanceCount = instances;
        this.state = State.REQUESTED;
        this.wrappedKey = key.encoded();
        this.createdAt = now;
    }

    PackageId id() {
        return id;
    }

    InstitutionId institution() {
        return institution;
    }

    Patient patient() {
        return patient;
    }

    int instanceCount() {
        return instanceCount;
    }

    int packedCount() {
        return packedCount;
    }

    Instant createdAt() {
        return createdAt;
    }

    WrappedKey key() {
        return new WrappedKey(wrappedKey);
    }

    boolean isBuilt() {
        return state == State.BUILT;
    }

    boolean isHeldByAnother(UUID candidate, Instant now) {
        return builder != null && !builder.equals(candidate) && builderUntil != null && now.isBefore(builderUntil);
    }

    /** Takes the package for building; returns what an earlier builder may have left in the store. */
    Leftovers take(UUID candidate, ObjectName zip, ObjectName index, Instant now, Duration hold) {
        if (isBuilt() || isHeldByAnother(candidate, now)) {
            throw new IllegalStateException("Package " + id.value() + " is built or being built");
        }
        var leftovers = new Leftovers(
                zipObject == null ? null : new ObjectName(zipObject),
                indexObject == null ? null : new ObjectName(indexObject));
        builder = candidate;
        builderUntil = now.plus(hold);
        zipObject = zip.value();
        indexObject = index.value();
        packedCount = 0;
        return leftovers;
    }

    /** False when somebody else holds it by now. */
    boolean finish(UUID candidate, BuiltPackage built, Instant now) {
        if (isBuilt() || !candidate.equals(builder)) {
            return false;
        }
        state = State.BUILT;
        packedCount = instanceCount;
        bytes = built.size();
        sha256 = built.sha256();
        builtAt = now;
        builder = null;
        builderUntil = null;
        return true;
    }

    /**
     * The finished zip can't be read any more, so it is to be built again; the same file comes of it, to the byte.
     *
     * @return false when it isn't built
     */
    boolean discard() {
        if (!isBuilt()) {
            return false;
        }
        state = State.REQUESTED;
        packedCount = 0;
        bytes = null;
        sha256 = null;
        builtAt = null;
        return true;
    }

    /** The finished zip; only when it is built. */
    Zip zip() {
        if (!isBuilt() || zipObject == null || indexObject == null || bytes == null || sha256 == null) {
            throw new IllegalStateException("Package " + id.value() + " is not built yet");
        }
        return new Zip(new ObjectName(zipObject), new ObjectName(indexObject), key(), bytes, sha256);
    }

    record Zip(ObjectName object, ObjectName index, WrappedKey key, long size, String sha256) {}

    record Leftovers(@Nullable ObjectName zip, @Nullable ObjectName index) {}
}
