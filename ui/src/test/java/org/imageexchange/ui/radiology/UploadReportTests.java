package org.imageexchange.ui.radiology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.imaging.intake.IntakeResult;
import org.imageexchange.imaging.intake.IntakeResult.Duplicate;
import org.imageexchange.imaging.intake.IntakeResult.Ignored;
import org.imageexchange.imaging.intake.IntakeResult.Refused;
import org.imageexchange.imaging.intake.IntakeResult.Stored;
import org.junit.jupiter.api.Test;

class UploadReportTests {

    private static final StudyId STUDY = new StudyId(UUID.randomUUID());

    private final UploadReport report = new UploadReport();

    @Test
    void every_object_is_counted_once_by_what_became_of_it() {
        report.add(List.of(new Stored("a", STUDY), new Stored("b", STUDY), new Duplicate("c", STUDY)));
        report.add(List.of(new Refused("d", "Too deep."), new Ignored("e", "Not DICOM.")));

        var summary = report.summary();

        assertThat(summary.stored()).isEqualTo(2);
        assertThat(summary.duplicates()).isEqualTo(1);
        assertThat(summary.refused()).isEqualTo(1);
        assertThat(summary.ignored()).isEqualTo(1);
    }

    @Test
    void what_was_refused_is_gathered_by_its_reason() {
        report.add(
                List.of(new Refused("a", "Too deep."), new Refused("b", "Too long."), new Refused("c", "Too deep.")));

        assertThat(report.summary().refusals())
                .extracting(group -> group.reason() + " " + group.names())
                .containsExactly("Too deep. [a, c]", "Too long. [b]");
    }

    @Test
    void thousands_of_refusals_are_counted_and_the_first_are_named() {
        var many = IntStream.range(0, 5000)
                .<IntakeResult>mapToObj(i -> new Refused("file " + i, "Not DICOM."))
                .toList();

        report.add(many);

        var group = report.summary().refusals().getFirst();
        assertThat(group.count()).isEqualTo(5000);
        assertThat(group.names()).hasSize(200).startsWith("file 0");
    }

    @Test
    void another_upload_begins_with_an_empty_report() {
        report.add(List.of(new Stored("a", STUDY), new Refused("b", "Too deep."), new Ignored("c", "Not DICOM.")));

        report.clear();

        assertThat(report.summary().isEmpty()).isTrue();
        assertThat(report.summary().refusals()).isEmpty();
        assertThat(report.summary().omissions()).isEmpty();
    }
}
