package org.imageexchange.imaging;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The packages that were asked for; one that is built changes only when its zip is lost. */
interface ImagePackages extends Repository<ImagePackage, PackageId> {

    Optional<ImagePackage> findById(PackageId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from ImagePackage p where p.id = :id")
    Optional<ImagePackage> findLocked(PackageId id);

    /** The builder is alive, and this far. */
    @Modifying
    @Query("""
            update ImagePackage p set p.packedCount = :packed, p.builderUntil = :until
            where p.id = :id and p.builder = :builder""")
    int renew(PackageId id, UUID builder, int packed, Instant until);

    /** The builder has given up; somebody else may begin at once. */
    @Modifying
    @Query("update ImagePackage p set p.builderUntil = :now where p.id = :id and p.builder = :builder")
    int release(PackageId id, UUID builder, Instant now);

    default ImagePackage require(PackageId id) {
        return findById(id).orElseThrow(() -> new IllegalStateException("There is no package " + id.value()));
    }
}
