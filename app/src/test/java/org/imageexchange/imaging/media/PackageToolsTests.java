package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageexchange.imaging.media.SyntheticObject.ct;
import static org.imageexchange.imaging.media.SyntheticObject.jpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the programs of other people say of a package. */
class PackageToolsTests {

    private static final List<SyntheticObject> OBJECTS = Stream.concat(
                    IntStream.rangeClosed(1, 30).mapToObj(n -> ct(1, 1 + n % 3, n, 20_000 * n)),
                    IntStream.rangeClosed(1, 4).mapToObj(n -> jpeg(1, 4, n, 150_000 * n)))
            .toList();

    @TempDir
    static Path folder;

    private static Path zip;

    @BeforeAll
    static void build() throws IOException {
        zip = TestPackage.of(OBJECTS.stream().map(SyntheticObject::instance).toList())
                .unsealTo(folder.resolve("package.zip"));
    }

    @Test
    void unzip_finds_no_error() throws IOException {
        var answer = Tool.installed("unzip").run("-t", zip).succeeded();

        assertThat(answer.text())
                .contains("No errors detected in compressed data")
                .doesNotContainIgnoringCase("warning");
    }

    @Test
    void seven_zip_finds_no_error() throws IOException {
        var answer = Tool.installed("7z").run("t", zip).succeeded();

        assertThat(answer.text()).contains("Everything is Ok").doesNotContainIgnoringCase("warning");
    }

    @Test
    void python_finds_no_error() throws IOException {
        Tool.installed("python3")
                .run("-c", "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())", zip)
                .succeeded();
    }

    @Test
    void what_is_extracted_is_what_was_put_in_and_can_be_read_by_its_owner() throws IOException {
        var extracted = folder.resolve("extracted");
        Tool.installed("unzip").run("-q", zip, "-d", extracted).succeeded();

        assertThat(extracted.resolve("IMAGES/ST000001/SE000004/IM000004"))
                .hasBinaryContent(OBJECTS.getLast().bytes());
        try (var files = Files.walk(extracted)) {
            assertThat(files.filter(Files::isRegularFile)).allMatch(Files::isReadable);
        }
    }

    @Test
    void pydicom_reads_the_file_set() throws IOException {
        PackageChecks.fileSetHolds(zip, folder.resolve("for-pydicom"), OBJECTS.size());
    }

    @Test
    void dcmtk_reads_both_dicomdirs() throws IOException {
        PackageChecks.dcmtkReadsDicomdirs(zip, folder.resolve("for-dcmtk"), OBJECTS.size());
    }

    @Test
    void dicom3tools_find_no_error_in_either_dicomdir() throws IOException {
        assertThat(PackageChecks.dciodvfyErrors(zip, folder.resolve("for-dciodvfy")))
                .isEmpty();
    }
}
