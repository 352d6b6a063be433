package org.imageexchange.delivery;

import org.imageexchange.imaging.PackageId;
import org.imageexchange.imaging.Packages;
import org.imageexchange.transfer.Deliveries;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has a package built again whose file turns out to be missing or damaged.
 *
 * <p>The usual process does it, so what stands in its way becomes an incident like any other; and its recipient is told
 * once more that the images can be had.
 */
@Service
class LostPackages {

    private final Packages packages;
    private final Deliveries deliveries;
    private final JdbcClient jdbc;

    LostPackages(Packages packages, Deliveries deliveries, JdbcClient jdbc) {
        this.packages = packages;
        this.deliveries = deliveries;
        this.jdbc = jdbc;
    }

    /** However many downloads meet the damage, it is built once. */
    @Transactional
    public void renew(PackageId id) {
        if (packages.discard(id)) {
            deliveries.renew(id);
            forgetWhatWasCompleted(id);
        }
    }

    /** Those who had all of it are offered it anew; what others had of it stays good, since the same file is built. */
    private void forgetWhatWasCompleted(PackageId id) {
        jdbc.sql("""
                        delete from download_range where transfer_id in
                            (select c.transfer_id from download_coverage c join transfer t on t.id = c.transfer_id
                              where t.package_id = :package and c.complete)""").param("package", id.value()).update();
        jdbc.sql("""
                        update download_coverage set complete = false where complete and transfer_id in
                            (select t.id from transfer t where t.package_id = :package)""").param("package", id.value()).update();
    }
}
