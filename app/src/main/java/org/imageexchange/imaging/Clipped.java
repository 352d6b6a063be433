package org.imageexchange.imaging;

/** Texts from objects, cut to what a row holds: DICOM's own limits are not kept by everybody who writes DICOM. */
final class Clipped {

    static final int PATIENT_ID = 128;

    private Clipped() {}

    static String to(int length, String text) {
        if (text.length() <= length) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    /** The id is not cut here: two ids must not become one. */
    static Patient patient(Patient patient) {
        return new Patient(
                to(400, patient.name()), patient.id(), patient.issuer(), patient.birthDate(), to(16, patient.sex()));
    }
}
