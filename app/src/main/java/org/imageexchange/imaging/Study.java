package org.imageexchange.imaging;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.imaging.dicom.DicomHeader;
import org.jspecify.annotations.Nullable;

/** A study as one institution holds it; describes itself by the first instance that arrived. */
@Entity
@Table(name = "study")
class Study {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private StudyId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "institution_id"))
    private InstitutionId institution;

    private String studyUid;

    @Embedded
    private Patient patient;

    private String accessionNumber;
    private String description;
    private @Nullable LocalDate studyDate;
    private String modalities;
    private int seriesCount;
    private int instanceCount;
    private long bytes;
    private Instant receivedAt;
    private String searchText;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init")
    protected Study() {}

    Study(InstitutionId institution, DicomHeader header, Instant now) {
        this.id = new StudyId(UUID.randomUUID());
        this.institution = institution;
        this.studyUid = header.studyInstanceUid();
        this.patient = Clipped.patient(header.patient());
        this.accessionNumber = Clipped.to(64, header.accessionNumber());
        this.description = Clipped.to(200, header.studyDescription());
        this.studyDate = header.studyDate();
        this.modalities = "";
        this.receivedAt = now;
        this.searchText = SearchText.of(1000, patient.name(), patient.id(), accessionNumber, description);
    }

    StudyId id() {
        return id;
    }

    /**
     * Whether an instance that names this study can belong to it. Its issuer may be missing: within one study, some
     * devices leave it out.
     */
    boolean mayHold(Patient other) {
        var clipped = Clipped.patient(other);
        if (patient.id().isEmpty() && clipped.id().isEmpty()) {
            var bornAlike = patient.birthDate() == null
                    || clipped.birthDate() == null
                    || patient.birthDate().equals(clipped.birthDate());
            return bornAlike && patient.name().equalsIgnoreCase(clipped.name());
        }
        var sameIssuer = patient.issuer().equals(clipped.issuer())
                || patient.issuer().isEmpty()
                || clipped.issuer().isEmpty();
        return patient.id().equals(clipped.id()) && sameIssuer && patient.isBorneOutBy(clipped);
    }

    /** Counts an instance that has been stored; {@code first} of its series or not. */
    void received(Series series, boolean first, long size, Instant now) {
        instanceCount++;
        bytes += size;
        receivedAt = now;
        if (first) {
            seriesCount++;
            modalities = with(series.modality());
        }
    }

    private String with(String modality) {
        var all = new TreeSet<>(Arrays.asList(modalities.split(",")));
        all.add(modality);
        all.remove("");
        return Clipped.to(200, all.stream().collect(Collectors.joining(",")));
    }
}
