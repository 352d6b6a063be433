package org.imageexchange.imaging;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Which package. */
@Embeddable
public record PackageId(UUID value) implements Serializable {}
