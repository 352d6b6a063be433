package org.imageexchange.imaging;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.imaging.dicom.DicomHeader;
import org.jspecify.annotations.Nullable;

/** An instance, and where its encrypted bytes lie; never changed once it is there. */
@Entity
@Table(name = "instance")
class Instance {

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "institution_id"))
    private InstitutionId institution;

    private UUID seriesId;
    private String sopUid;
    private String sopClassUid;
    private String transferSyntaxUid;
    private @Nullable Integer instanceNumber;
    private long bytes;
    private long crc32;
    private String sha256;
    private String objectName;
    private String wrappedKey;
    private Instant receivedAt;

    @SuppressWarnings("NullAway.Init")
    protected Instance() {}

    Instance(InstitutionId institution, Series series, DicomHeader header, StoredObject object, Instant now) {
        this.id = UUID.randomUUID();
        this.institution = institution;
        this.seriesId = series.id();
        this.sopUid = header.sopInstanceUid();
        this.sopClassUid = header.sopClassUid();
        this.transferSyntaxUid = header.transferSyntaxUid();
        this.instanceNumber = header.instanceNumber();
        this.bytes = object.size();
        this.crc32 = object.crc32();
        this.sha256 = object.sha256();
        this.objectName = object.name().value();
        this.wrappedKey = object.key().encoded();
        this.receivedAt = now;
    }
}
