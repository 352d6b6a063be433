package org.imageexchange.imaging.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What DICOM's own tools must say of any package. */
final class PackageChecks {

    private static final List<String> DICOMDIRS = List.of("DICOMDIR", "IMAGES/DICOMDIR");

    private static final Pattern RECORD = Pattern.compile("  \\(fffe,e000\\) na \"Directory Record\" (.+) #=.*");

    /** Of a study, a series, an instance. */
    private static final Pattern IDENTIFIER =
            Pattern.compile("    \\((?:0020,000d|0020,000e|0004,1511)\\) UI \\[([0-9.]+)].*");

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

    /**
     * That each DICOMDIR has the records of studies, series and instances that dcmmkdir makes of the same files.
     *
     * @param unreadable how many of the files dcmtk can't read; it says so, and lacks them
     */
    static void recordsAreThoseOfDcmmkdir(Path zip, Path extracted, int unreadable) throws IOException {
        var dcmmkdir = Tool.installed("dcmmkdir");
        extract(zip, extracted);
        for (var dicomdir : DICOMDIRS) {
            var root = requireNonNull(extracted.resolve(dicomdir).getParent());
            var theirs = root.resolve("THEIRS");
            var answer = dcmmkdir.run(
                    "--invent",
                    "--no-xfer-check",
                    "--no-encoding-check",
                    "--no-resolution-check",
                    "--allow-retired-sop",
                    "--recurse",
                    "--pattern",
                    "I*",
                    "--output-file",
                    theirs,
                    "--input-directory",
                    root,
                    dicomdir.contains("/") ? "." : "IMAGES");
            var said = answer.succeeded().text();
            var ours = records(extracted.resolve(dicomdir));
            if (unreadable == 0) {
                assertThat(said).as(dicomdir).doesNotContain("E: ");
                assertThat(ours).as(dicomdir).containsExactlyInAnyOrderElementsOf(records(theirs));
            } else {
                assertThat(said).contains("W: " + unreadable + " file(s) cannot be added");
                assertThat(ours).as(dicomdir).containsAll(records(theirs));
            }
        }
    }

    /** Each record as its kind and the identifiers in it. */
    private static List<String> records(Path dicomdir) throws IOException {
        var records = new ArrayList<String>();
        var record = new StringJoiner(" ");
        for (var line : Tool.installed("dcmdump")
                .run(dicomdir)
                .succeeded()
                .text()
                .lines()
                .toList()) {
            var head = RECORD.matcher(line);
            var identifier = IDENTIFIER.matcher(line);
            if (head.matches()) {
                record = new StringJoiner(" ").add(head.group(1));
            } else if (identifier.matches()) {
                record.add(identifier.group(1));
            } else if (line.startsWith("  (fffe,e00d)")
                    && record.toString().contains(" ")) { // PATIENT has none: ours is one, whatever a sample says
                records.add(record.toString());
            }
        }
        assertThat(records).isNotEmpty();
        return records;
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
