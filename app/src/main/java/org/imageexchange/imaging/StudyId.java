package org.imageexchange.imaging;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Which study, as one institution's portal holds it; the DICOM Study Instance UID is an attribute. */
@Embeddable
public record StudyId(UUID value) implements Serializable {}
