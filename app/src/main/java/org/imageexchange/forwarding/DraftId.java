package org.imageexchange.forwarding;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;

/** Which forward in the making; its text is the process key of its wizard. */
@Embeddable
public record DraftId(UUID value) implements Serializable {

    String processKey() {
        return value.toString();
    }

    static Optional<DraftId> ofProcessKey(String key) {
        try {
            return key.length() == 36 ? Optional.of(new DraftId(UUID.fromString(key))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the key of another feature's process
        }
    }
}
