package org.imageexchange.imaging;

import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whose images they are, as DICOM says it.
 *
 * @param name for reading, for instance {@code YAMADA^Tarou} as {@code YAMADA, Tarou}; all component groups that were there
 * @param id Patient ID (0010,0020), empty when there was none
 * @param issuer Issuer of Patient ID (0010,0021), empty when there was none
 * @param sex Patient's Sex (0010,0040): M, F, O, or empty
 */
public record Patient(
        String name, String id, String issuer, @Nullable LocalDate birthDate, String sex) implements Serializable {

    @Override
    public String toString() {
        return "Patient[hidden]";
    }
}
