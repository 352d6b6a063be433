package org.imageexchange.ui.radiology;

import org.imageexchange.imaging.Patient;
import org.imageexchange.imaging.StudyRow;

/** How a study and its patient are put in words. */
final class StudyWords {

    private StudyWords() {}

    static String name(Patient patient) {
        return patient.name().isEmpty() ? "(no name)" : patient.name();
    }

    /** For instance CT, 2 series, 41 images. */
    static String contents(StudyRow row) {
        return row.series() + " series, " + row.instances() + (row.instances() == 1 ? " image" : " images");
    }

    /** Equal for studies of one patient: by identifier where there is one. */
    static Object key(Patient patient) {
        return patient.id().isEmpty() ? patient : patient.issuer() + "\\" + patient.id();
    }
}
