package org.imageexchange.imaging.dicom;

import java.time.LocalDate;
import java.time.LocalTime;
import org.imageexchange.imaging.Patient;
import org.jspecify.annotations.Nullable;

/** The attributes of an instance by which it is found, listed and sorted. Texts are empty, never null. */
public record DicomHeader(
        String transferSyntaxUid,
        String sopClassUid,
        String sopInstanceUid,
        String studyInstanceUid,
        String seriesInstanceUid,
        Patient patient,
        String accessionNumber,
        String studyDescription,
        @Nullable LocalDate studyDate,
        @Nullable LocalTime studyTime,
        String modality,
        String seriesDescription,
        @Nullable Integer seriesNumber,
        @Nullable Integer instanceNumber) {

    @Override
    public String toString() {
        return "DicomHeader[" + sopInstanceUid + "]";
    }
}
