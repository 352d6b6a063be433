package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTests {

    @TempDir
    Path disk;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void an_engine_on_a_full_disk_refuses_commands_and_goes_on_when_there_is_room() throws Exception {
        assumeTrue(canMount(), "needs Linux with user namespaces (unshare), to mount a small disk");
        var onSmallDisk = List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=64m small \"$0\" && exec \"$@\"",
                disk.toString());

        try (var child = ChildJvm.start(onSmallDisk, FullDiskApp.class, disk)) {
            var output = child.awaitEnd();

            assertThat(output).contains("RESERVE", "GOES ON", "RESTARTED");
            assertThat(child.exitValue()).isZero();
        }
    }

    private boolean canMount() throws InterruptedException {
        try {
            return new ProcessBuilder(
                                    "unshare",
                                    "--map-root-user",
                                    "--mount",
                                    "mount",
                                    "-t",
                                    "tmpfs",
                                    "x",
                                    disk.toString())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }
}
