package org.imageexchange.imaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A study as it is listed.
 *
 * @param modalities of its series, for instance CT and SR
 * @param bytes the sum of its objects, in bytes
 */
public record StudyRow(
        StudyId id,
        String studyUid,
        Patient patient,
        String accessionNumber,
        List<String> modalities,
        String description,
        @Nullable LocalDate date,
        int series,
        int instances,
        long bytes,
        Instant receivedAt) {

    @Override
    public String toString() {
        return "StudyRow[" + id.value() + "]";
    }
}
