package org.imageexchange.imaging;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
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
@Embeddable
public record Patient(
        @Column(name = "patient_name") String name,
        @Column(name = "patient_id") String id,
        @Column(name = "patient_id_issuer") String issuer,
        @Column(name = "patient_birth_date") @Nullable LocalDate birthDate,
        @Column(name = "patient_sex") String sex)
        implements Serializable {

    /**
     * Whether two studies show the same person, sure enough to send them together. An id that two people share by
     * mistake is the accident to fear, so dates of birth that contradict each other outweigh it.
     */
    public boolean isSamePersonAs(Patient other) {
        if (birthDate != null && other.birthDate != null && !birthDate.equals(other.birthDate)) {
            return false;
        }
        if (id.isEmpty() && other.id.isEmpty()) {
            return !name.isEmpty() && name.equalsIgnoreCase(other.name) && birthDate != null && other.birthDate != null;
        }
        return id.equals(other.id) && issuer.equals(other.issuer);
    }

    @Override
    public String toString() {
        return "Patient[hidden]";
    }
}
