package org.imageexchange.transfer;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Which transfer. */
@Embeddable
public record TransferId(UUID value) implements Serializable {}
