package org.imageexchange.imaging.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlatHeapTests {

    @TempDir
    Path folder;

    @Test
    void three_hundred_megabytes_are_packed_and_read_in_a_heap_of_ninety_six() throws IOException {
        var java = new Tool(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));

        java.run(
                        "-Xmx96m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PackageInSmallHeap.class.getName(),
                        folder)
                .succeeded();
    }
}
