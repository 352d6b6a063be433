package org.imageexchange.imaging;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imageexchange.account.Institutions;
import org.imageexchange.imaging.ImagePackage.Leftovers;
import org.imageexchange.imaging.media.MediaInstance;
import org.imageexchange.imaging.media.MediaLabel;
import org.imageexchange.imaging.media.PackageWriter;
import org.imageexchange.imaging.media.PackageWriter.BuiltPackage;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.imaging.store.WrappedKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds the zip of a package, once, however often and from however many portals it is asked to. */
@Service
public class PackageBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(PackageBuilder.class);

    /** A builder that hasn't said anything for this long is dead. */
    private static final Duration HOLD = Duration.ofSeconds(20);

    private static final Duration RENEWED_EVERY = Duration.ofMillis(500);
    private static final String SOFTWARE = software();

    private final ImagePackages packages;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Vault vault;
    private final Institutions institutions;
    private final Clock clock;
    private final PackageWriter writer = new PackageWriter();

    PackageBuilder(
            ImagePackages packages,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Vault vault,
            Institutions institutions,
            Clock clock) {
        this.packages = packages;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.vault = vault;
        this.institutions = institutions;
        this.clock = clock;
    }

    /** What came of building. */
    public sealed interface Outcome {
        /** It is built, now or since long. */
        record Built() implements Outcome {}

        /** Some of its images have been removed from the portal since it was asked for: nothing incomplete is built. */
        record ImagesGone() implements Outcome {}
    }

    /**
     * Builds a package unless it is built; waits while another builder is at it, for as long as that one is alive.
     *
     * @throws PackageNotBuilt when the storage is full, an object is damaged, and the like
     */
    public Outcome build(PackageId id) {
        var builder = UUID.randomUUID();
        while (true) {
            switch (transaction.execute(status -> take(id, builder))) {
                case Taken taken -> {
                    return build(id, builder, taken);
                }
                case Settled(var outcome) -> {
                    return outcome;
                }
                case HeldByAnother() -> pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RENEWED_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another builder was at work", e);
        }
    }

    private sealed interface Task {}

    private record HeldByAnother() implements Task {}

    private record Settled(Outcome outcome) implements Task {}

    private record Taken(
            ObjectName zip,
            ObjectName index,
            WrappedKey key,
            MediaLabel label,
            List<MediaInstance> instances,
            Leftovers leftovers)
            implements Task {}

    private Task take(PackageId id, UUID builder) {
        var taken = packages.findLocked(id)
                .orElseThrow(() -> new IllegalStateException("There is no package " + id.value()));
        if (taken.isBuilt()) {
            return new Settled(new Outcome.Built());
        }
        if (taken.isHeldByAnother(builder, now())) {
            return new HeldByAnother();
        }
        var instances = instances(id);
        if (instances.size() < taken.instanceCount()) {
            return new Settled(new Outcome.ImagesGone());
        }
        var institution = institutions.require(taken.institution());
        // The label's time is the package's, not the attempt's: every attempt writes the same file.
        var label = new MediaLabel(
                id.value(),
                institution.name(),
                institution.contact(),
                SOFTWARE,
                taken.createdAt().atZone(institution.zone()));
        var zip = new ObjectName("packages/" + builder);
        var index = new ObjectName("indexes/" + builder);
        var leftovers = taken.take(builder, zip, index, now(), HOLD);
        return new Taken(zip, index, taken.key(), label, instances, leftovers);
    }

    private Outcome build(PackageId id, UUID builder, Taken task) {
        var packed = new AtomicInteger();
        // A clock of its own renews the hold: one huge object may take longer than the hold between two signs of
        // progress.
        try (var renewing = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("package-progress").factory())) {
            var renewal = renewing.scheduleWithFixedDelay(
                    () -> renew(id, builder, packed.get()),
                    RENEWED_EVERY.toMillis(),
                    RENEWED_EVERY.toMillis(),
                    TimeUnit.MILLISECONDS);
            BuiltPackage built;
            try {
                destroy(task.leftovers().zip());
                destroy(task.leftovers().index());
                built = writer.write(
                        task.instances(), task.label(), vault, task.zip(), task.index(), task.key(), packed::set);
            } finally {
                renewal.cancel(false);
                renewing.shutdown();
            }
            return finish(id, builder, task, built);
        } catch (IOException e) {
            transaction.executeWithoutResult(status -> packages.release(id, builder, now()));
            throw new PackageNotBuilt(id, e);
        } catch (RuntimeException e) {
            transaction.executeWithoutResult(status -> packages.release(id, builder, now()));
            throw e;
        }
    }

    private Outcome finish(PackageId id, UUID builder, Taken task, BuiltPackage built) throws IOException {
        var finished = transaction.execute(status -> packages.findLocked(id)
                .filter(held -> held.finish(builder, built, now()))
                .isPresent());
        if (finished) {
            return new Outcome.Built();
        }
        destroy(task.zip());
        destroy(task.index());
        throw new IOException("it took so long between two signs of life that another builder has taken it over");
    }

    private void renew(PackageId id, UUID builder, int packed) {
        try {
            transaction.executeWithoutResult(status -> packages.renew(id, builder, packed, now().plus(HOLD)));
        } catch (RuntimeException e) {
            // The next renewal tries again; if the database stays away, finishing says so.
            LOG.warn("The progress of package {} could not be written", id.value(), e);
        }
    }

    private List<MediaInstance> instances(PackageId id) {
        return jdbc.sql("""
                        select t.study_uid, s.series_uid, i.sop_uid, i.transfer_syntax_uid, i.bytes, i.crc32, i.sha256,
                               i.object_name, i.wrapped_key
                        from package_instance p
                        join instance i on i.id = p.instance_id
                        join series s on s.id = i.series_id
                        join study t on t.id = s.study_id
                        where p.package_id = :package
                        order by p.position""")
                .param("package", id.value())
                .query((row, n) -> {
                    var object = new ObjectName(row.getString("object_name"));
                    var key = new WrappedKey(row.getString("wrapped_key"));
                    return new MediaInstance(
                            row.getString("study_uid"),
                            row.getString("series_uid"),
                            row.getString("sop_uid"),
                            row.getString("transfer_syntax_uid"),
                            row.getLong("bytes"),
                            row.getLong("crc32"),
                            row.getString("sha256"),
                            () -> vault.open(object, key));
                })
                .list();
    }

    private void destroy(@Nullable ObjectName object) throws IOException {
        if (object != null) {
            vault.delete(object);
        }
    }

    private static String software() {
        var version = Optional.ofNullable(PackageBuilder.class.getPackage().getImplementationVersion());
        return version.map(known -> "Image Exchange Portal " + known).orElse("Image Exchange Portal");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
