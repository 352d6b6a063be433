package org.imageexchange.imaging;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.store.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The packages that transfers offer: made of studies of one patient, built once, read often.
 *
 * <p>Who may make one is asked here; who may read one, only the features that offer it know.
 */
@Service
public class Packages {

    private final Studies studies;
    private final ImagePackages packages;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    Packages(
            Studies studies,
            ImagePackages packages,
            EntityManager entities,
            JdbcClient jdbc,
            Vault vault,
            Clock clock) {
        this.studies = studies;
        this.packages = packages;
        this.entities = entities;
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** Why studies can't become one package. */
    public enum Refusal {
        /** None was chosen. */
        NO_STUDIES,
        /** One is not the institution's, or no longer here. */
        STUDY_GONE,
        /** They show two patients, or may do so. */
        TWO_PATIENTS
    }

    /**
     * A package as it is described to people.
     *
     * @param packed how many of its {@code instances} are done, while it is built
     */
    public record Facts(Patient patient, int instances, int packed, boolean built) {}

    /** How far a package is. */
    public record Progress(int packed, int instances) {}

    /**
     * A built zip, open at its beginning.
     *
     * @param sha256 of the zip in lower-case hex; also its entity tag
     * @param content plaintext, readable from any position; to be closed by whoever asked
     */
    public record OpenPackage(long size, String sha256, SeekableByteChannel content) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    /** What a zip is, without opening it. */
    public record ZipFacts(long size, String sha256) {}

    /** Why {@code by} can't make a package of these studies; empty if they can. */
    @Transactional(readOnly = true)
    public Optional<Refusal> refusalToCreate(SignedIn by, Set<StudyId> chosen) {
        var found = studies.find(by, chosen);
        if (chosen.isEmpty()) {
            return Optional.of(Refusal.NO_STUDIES);
        }
        if (found.size() < chosen.size()) {
            return Optional.of(Refusal.STUDY_GONE);
        }
        var patient = found.getFirst().patient();
        var onePatient = found.stream()
                .allMatch(study -> study == found.getFirst() || study.patient().isSamePersonAs(patient));
        return onePatient ? Optional.empty() : Optional.of(Refusal.TWO_PATIENTS);
    }

    /** Makes a package of the instances that these studies have now; later ones are not part of it. */
    @Transactional
    public PackageId create(SignedIn by, Set<StudyId> chosen) {
        refusalToCreate(by, chosen).ifPresent(refusal -> {
            throw new IllegalStateException("These studies can't become a package: " + refusal);
        });
        var rows = studies.find(by, chosen);
        var studyIds = chosen.stream().map(StudyId::value).toList();
        var count =
                jdbc.sql("""
                        select count(*) from instance i join series s on s.id = i.series_id
                        where s.study_id in (:studies)""").param("studies", studyIds).query(Integer.class).single();
        var made = new ImagePackage(Studies.institutionOf(by), rows.getFirst().patient(), count, vault.newKey(), now());
        entities.persist(made);
        entities.flush();
        var inserted = jdbc.sql("""
                        insert into package_instance (package_id, position, instance_id)
                        select cast(:package as uuid), row_number() over (
                                   order by t.study_date nulls last, t.study_uid,
                                            s.series_number nulls last, s.series_uid,
                                            i.instance_number nulls last, i.sop_uid),
                               i.id
                        from instance i
                        join series s on s.id = i.series_id
                        join study t on t.id = s.study_id
                        where t.id in (:studies)""")
                .param("package", made.id().value())
                .param("studies", studyIds)
                .update();
        if (inserted != count) {
            throw new IllegalStateException("A study changed while a package was made of it");
        }
        return made.id();
    }

    /** What is in a package. */
    @Transactional(readOnly = true)
    public Facts facts(PackageId id) {
        var found = packages.require(id);
        return new Facts(found.patient(), found.instanceCount(), found.packedCount(), found.isBuilt());
    }

    /** How far packages are; those that don't exist are left out. */
    public Map<PackageId, Progress> progress(Collection<PackageId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select id, packed_count, instance_count from package where id in (:ids)")
                .param("ids", ids.stream().map(PackageId::value).toList())
                .query((row, n) -> Map.entry(
                        new PackageId(row.getObject("id", UUID.class)),
                        new Progress(row.getInt("packed_count"), row.getInt("instance_count"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Size and tag of a built package; empty while it isn't built. */
    @Transactional(readOnly = true)
    public Optional<ZipFacts> zip(PackageId id) {
        var found = packages.require(id);
        return found.isBuilt()
                ? Optional.of(new ZipFacts(found.zip().size(), found.zip().sha256()))
                : Optional.empty();
    }

    /**
     * Opens a built package for reading.
     *
     * @throws IOException when its object is missing or damaged
     */
    public OpenPackage open(PackageId id) throws IOException {
        var zip = packages.require(id).zip();
        return new OpenPackage(zip.size(), zip.sha256(), vault.open(zip.object(), zip.key()));
    }

    /** Its zip is missing or damaged: it counts as not built. False when it does already. */
    @Transactional
    public boolean discard(PackageId id) {
        return packages.findLocked(id).filter(ImagePackage::discard).isPresent();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
