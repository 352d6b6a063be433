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
     * mistake ("UNKNOWN", "0") is the accident to fear: so the date of birth must bear it out or, where one of them has
     * none, the name.
     */
    public boolean isSamePersonAs(Patient other) {
        if (id.isEmpty() && other.id.isEmpty()) {
            return birthDate != null && birthDate.equals(other.birthDate) && isNamedAs(other);
        }
        return id.equals(other.id) && issuer.equals(other.issuer) && isBorneOutBy(other);
    }

    /** Whether what stands beside the id agrees; people marry, so a date of birth outweighs the name. */
    boolean isBorneOutBy(Patient other) {
        return birthDate != null && other.birthDate != null ? birthDate.equals(other.birthDate) : isNamedAs(other);
    }

    /** Written alike but for case, accents and further scripts. */
    private boolean isNamedAs(Patient other) {
        var alphabetic = alphabetic(name);
        return !alphabetic.isEmpty() && alphabetic.equals(alphabetic(other.name));
    }

    private static String alphabetic(String name) {
        var further = name.indexOf(" (");
        var first = further < 0 ? name : name.substring(0, further);
        return SearchText.of(first.length() * 4, first);
    }

    @Override
    public String toString() {
        return "Patient[hidden]";
    }
}
