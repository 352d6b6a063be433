package org.imageexchange.imaging;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.imageexchange.imaging.dicom.DicomHeader;
import org.jspecify.annotations.Nullable;

/** A series of a study. */
@Entity
@Table(name = "series")
class Series {

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "study_id"))
    private StudyId study;

    private String seriesUid;
    private String modality;
    private String description;
    private @Nullable Integer seriesNumber;
    private int instanceCount;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init")
    protected Series() {}

    Series(StudyId study, DicomHeader header) {
        this.id = UUID.randomUUID();
        this.study = study;
        this.seriesUid = header.seriesInstanceUid();
        this.modality = Clipped.to(16, header.modality());
        this.description = Clipped.to(200, header.seriesDescription());
        this.seriesNumber = header.seriesNumber();
    }

    UUID id() {
        return id;
    }

    String modality() {
        return modality;
    }

    void received() {
        instanceCount++;
    }
}
