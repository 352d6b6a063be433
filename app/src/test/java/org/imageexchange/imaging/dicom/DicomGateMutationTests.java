package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class DicomGateMutationTests {

    private static final int WATCHDOG_MINUTES = 5;

    @Test
    void no_broken_or_hostile_object_harms_a_portal_of_256_megabytes(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException, InterruptedException {
        Path report = folder.resolve("report.txt");
        Path output = folder.resolve("output.txt");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GateMutationRun.class.getName(),
                        report.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        boolean ended = run.waitFor(WATCHDOG_MINUTES, TimeUnit.MINUTES);

        if (!ended) {
            run.destroyForcibly();
        }
        assertThat(ended).as("ended by itself").isTrue();
        assertThat(run.exitValue()).as(Files.readString(output)).isZero();
        List<String> lines = Files.readAllLines(report);
        assertThat(lines).filteredOn(line -> line.startsWith("hostile: ")).hasSizeGreaterThan(45);
        assertThat(lines).last().isEqualTo("files left open: 0");
    }
}
