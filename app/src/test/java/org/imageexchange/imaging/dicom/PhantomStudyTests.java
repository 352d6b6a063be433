package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.imageexchange.imaging.dicom.GateResult.Passed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomStudyTests {

    @Test
    void each_slice_passes_the_gate_and_belongs_to_one_series_of_one_study() throws IOException {
        var study = new PhantomStudy(5, 1);
        var studies = new HashSet<String>();
        var series = new HashSet<String>();
        var instances = new HashSet<String>();

        for (int slice = 0; slice < study.slices(); slice++) {
            byte[] file = written(study, slice);
            assertThat(new DicomGate(GateLimits.DEFAULT).inspect(new ByteArrayInputStream(file)))
                    .isInstanceOf(Passed.class);
            var header = DicomHeaders.read(new ByteArrayInputStream(file));
            studies.add(header.studyInstanceUid());
            series.add(header.seriesInstanceUid());
            instances.add(header.sopInstanceUid());
            assertThat(header.instanceNumber()).isEqualTo(slice + 1);
            assertThat(header.patient().name()).isEqualTo("SYNTHETIC, Phantom");
        }

        assertThat(studies).hasSize(1);
        assertThat(series).hasSize(1);
        assertThat(instances).hasSize(5);
    }

    @Test
    void the_same_seed_makes_the_same_bytes_and_another_seed_another_study() throws IOException {
        assertThat(written(new PhantomStudy(3, 7), 1)).isEqualTo(written(new PhantomStudy(3, 7), 1));

        var one = DicomHeaders.read(new ByteArrayInputStream(written(new PhantomStudy(3, 7), 1)));
        var other = DicomHeaders.read(new ByteArrayInputStream(written(new PhantomStudy(3, 8), 1)));
        assertThat(one.studyInstanceUid()).isNotEqualTo(other.studyInstanceUid());
        assertThat(one.patient().id()).isNotEqualTo(other.patient().id());
    }

    @Test
    void a_slice_that_is_not_there_is_not_written() {
        assertThatThrownBy(() -> written(new PhantomStudy(3, 1), 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_verifier_of_dicom_finds_no_error(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Tool.DCIODVFY.isInstalled(), Tool.DCIODVFY.absence());
        Path file = folder.resolve("SLICE");
        Files.write(file, written(new PhantomStudy(40, 1), 20));

        assertThat(Tool.DCIODVFY.run(folder, file.toString()))
                .doesNotContain("Error")
                .contains("CTImage");
    }

    private static byte[] written(PhantomStudy study, int slice) throws IOException {
        var out = new ByteArrayOutputStream();
        study.write(slice, out);
        return out.toByteArray();
    }
}
