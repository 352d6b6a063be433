package org.imageexchange.account;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Which institution. */
@Embeddable
public record InstitutionId(UUID value) implements Serializable {

    public static InstitutionId random() {
        return new InstitutionId(UUID.randomUUID());
    }
}
