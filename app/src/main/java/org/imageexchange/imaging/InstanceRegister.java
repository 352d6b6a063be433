package org.imageexchange.imaging;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.imaging.dicom.DicomHeader;
import org.imageexchange.imaging.store.ObjectName;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enters what intake has stored into the studies of an institution, each object exactly once.
 *
 * <p>For {@code imaging.intake}, which has asked who may do so.
 */
@Service
public class InstanceRegister {

    /** Two uploads of one study meet at its first instances; each repeat finds what the other has written. */
    private static final int TRIES = 8;

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InstanceRegister(EntityManager entities, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of an object that was to be entered. */
    public sealed interface Entry {
        /** It is part of {@code study} now. */
        record Entered(StudyId study) implements Entry {}

        /** It was here before; {@code same} content or another. */
        record Known(StudyId study, boolean same) implements Entry {}

        /** Its study belongs to another patient. */
        record OtherPatient() implements Entry {}

        /** Its Patient ID is longer than any that can be kept. */
        record PatientIdTooLong() implements Entry {}
    }

    /** Whether the institution holds an instance already. */
    public Optional<Entry.Known> find(InstitutionId institution, String sopUid, String sha256) {
        return jdbc.sql("""
                        select s.study_id, i.sha256 from instance i join series s on s.id = i.series_id
                        where i.institution_id = :institution and i.sop_uid = :sopUid""")
                .param("institution", institution.value())
                .param("sopUid", sopUid)
                .query((row, n) -> new Entry.Known(
                        new StudyId(row.getObject("study_id", java.util.UUID.class)),
                        row.getString("sha256").equals(sha256)))
                .optional();
    }

    /** Remembers that an object is about to be visible without anybody owning it; see {@link #sweep}. */
    public void note(ObjectName object) {
        jdbc.sql("insert into unowned_object (object_name, noted_at) values (:name, :now)")
                .param("name", object.value())
                .param("now", now().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The noted object is gone. */
    public void forget(ObjectName object) {
        disown(object);
    }

    /** Enters an object that was noted; unless it is entered, the caller destroys the object and forgets it. */
    public Entry enter(InstitutionId institution, DicomHeader header, StoredObject object) {
        for (int tried = 1; ; tried++) {
            try {
                return transaction.execute(status -> enterOnce(institution, header, object));
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                if (tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Entry enterOnce(InstitutionId institution, DicomHeader header, StoredObject object) {
        if (header.patient().id().length() > Clipped.PATIENT_ID
                || header.patient().issuer().length() > Clipped.PATIENT_ID) {
            return new Entry.PatientIdTooLong();
        }
        var now = now();
        var found = entities.createQuery(
                        "select s from Study s where s.institution = :i and s.studyUid = :u", Study.class)
                .setParameter("i", institution)
                .setParameter("u", header.studyInstanceUid())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
        // Asked under the study's lock: whoever entered this object before us has committed.
        var known = find(institution, header.sopInstanceUid(), object.sha256());
        if (known.isPresent()) {
            return known.get();
        }
        if (found.isPresent() && !found.get().mayHold(header.patient())) {
            return new Entry.OtherPatient();
        }

        var knownSeries = found.flatMap(study -> series(study.id(), header.seriesInstanceUid()));
        var study = found.orElseGet(() -> {
            var first = new Study(institution, header, now);
            entities.persist(first);
            return first;
        });
        var series = knownSeries.orElseGet(() -> {
            var first = new Series(study.id(), header);
            entities.persist(first);
            return first;
        });
        entities.persist(new Instance(institution, series, header, object, now));
        series.received();
        study.received(series, knownSeries.isEmpty(), object.size(), now);

        if (disown(object.name()) != 1) {
            throw new IllegalStateException("The object was swept before it was entered");
        }
        return new Entry.Entered(study.id());
    }

    private Optional<Series> series(StudyId study, String seriesUid) {
        return entities.createQuery(
                        "select s from Series s where s.study = :study and s.seriesUid = :uid", Series.class)
                .setParameter("study", study)
                .setParameter("uid", seriesUid)
                .getResultStream()
                .findFirst();
    }

    /**
     * Destroys objects that became visible but were never entered, because the portal was killed between the two.
     *
     * @param older than this is what nobody is still about to enter
     * @return how many there were
     */
    public int sweep(Duration older, Destroyer destroyer) {
        var names = jdbc.sql("select object_name from unowned_object where noted_at < :before order by noted_at")
                .param("before", now().minus(older).atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
        names.stream()
                .map(ObjectName::new)
                .forEach(name -> transaction.executeWithoutResult(status -> {
                    // The deleted row is locked until the object is destroyed: nobody enters it meanwhile.
                    if (disown(name) == 1) {
                        destroyer.destroy(name);
                    }
                }));
        return names.size();
    }

    /** Destroys one object for good; one that is gone is no error. */
    @FunctionalInterface
    public interface Destroyer {
        void destroy(ObjectName name);
    }

    private int disown(ObjectName object) {
        return jdbc.sql("delete from unowned_object where object_name = :name")
                .param("name", object.value())
                .update();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
