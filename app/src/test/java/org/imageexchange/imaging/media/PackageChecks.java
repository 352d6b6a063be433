package org.imageexchange.imaging.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What DICOM's own tools must say of any package. */
final class PackageChecks {

    private static final List<String> DICOMDIRS = List.of("DICOMDIR", "IMAGES/DICOMDIR");

    private PackageChecks() {}

    static void fileSetHolds(Path zip, Path extracted, int instances) throws IOException {
        var python = Tool.pythonWith("pydicom");
        extract(zip, extracted);
        for (var dicomdir : DICOMDIRS) {
            var answer = python.run("-W", "ignore", "-c", """
                            import sys
                            from pydicom.fileset import FileSet
                            files = FileSet(sys.argv[1])
                            uids = {str(instance.load().SOPInstanceUID) for instance in files}
                            print(len(files), len(uids))
                            """, extracted.resolve(dicomdir))
                    .succeeded();
            assertThat(answer.text().strip()).as(dicomdir).isEqualTo(instances + " " + instances);
        }
    }

    static void dcmtkReadsDicomdirs(Path zip, Path extracted, int instances) throws IOException {
        var dcmdump = Tool.installed("dcmdump");
        extract(zip, extracted);
        for (var dicomdir : DICOMDIRS) {
            var answer = dcmdump.run("+P", "ReferencedSOPInstanceUIDInFile", extracted.resolve(dicomdir))
                    .succeeded();
            assertThat(answer.text().lines().filter(line -> line.startsWith("(0004,1511)")))
                    .as(dicomdir)
                    .hasSize(instances);
            assertThat(answer.text()).doesNotContain("E:", "W:");
        }
    }

    static TreeSet<String> dciodvfyErrors(Path zip, Path extracted) throws IOException {
        var dciodvfy = Tool.installed("dciodvfy");
        extract(zip, extracted);
        var errors = new TreeSet<String>();
        for (var dicomdir : DICOMDIRS) {
            var answer = dciodvfy.run(extracted.resolve(dicomdir));
            errors(answer).forEach(errors::add);
            assertThat(answer.text()).contains("BasicDirectory");
        }
        return errors;
    }

    static Stream<String> errors(Tool.Answer answer) {
        return answer.text().lines().filter(line -> line.startsWith("Error"));
    }

    static void extract(Path zip, Path to) throws IOException {
        try (var in = new ZipFile(zip.toFile())) {
            for (var entry : in.stream().toList()) {
                var file = to.resolve(entry.getName());
                Files.createDirectories(requireNonNull(file.getParent()));
                try (var content = in.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
    }
}
