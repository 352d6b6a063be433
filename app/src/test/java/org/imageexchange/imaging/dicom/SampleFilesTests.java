package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imageexchange.imaging.dicom.GateResult.NotAnInstance;
import org.imageexchange.imaging.dicom.GateResult.Passed;
import org.imageexchange.imaging.dicom.GateResult.Refused;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Public samples, which the project can't contain: they are looked for in {@code PORTAL_SAMPLES}, else in
 * {@code shared/samples} beside the project or above it.
 */
@EnabledIf(
        value = "samplesAreHere",
        disabledReason = "there are no samples in PORTAL_SAMPLES or in shared/samples beside the project")
class SampleFilesTests {

    private static final String NOT_DICOM = "not a DICOM file";
    private static final String DIRECTORY = "This is a DICOMDIR";
    private static final String INCOMPLETE_META = "does not say what the file holds";
    private static final String OTHER_IMAGE = "names another image than the file holds";

    /** What is rightly not taken, and why. */
    private static final Map<String, String> PINNED = Map.ofEntries(
            Map.entry("MANIFEST.tsv", NOT_DICOM),
            Map.entry("fileset/dicomdirtests/README.txt", NOT_DICOM),
            Map.entry("dcm4che/DICOMDIR", DIRECTORY),
            Map.entry("fileset/dicomdirtests/DICOMDIR", DIRECTORY),
            Map.entry("fileset/dicomdirtests/DICOMDIR-bigEnd", DIRECTORY),
            Map.entry("fileset/dicomdirtests/DICOMDIR-empty.dcm", DIRECTORY),
            Map.entry("fileset/dicomdirtests/DICOMDIR-implicit", DIRECTORY),
            Map.entry("fileset/dicomdirtests/DICOMDIR-nooffset", DIRECTORY),
            Map.entry("fileset/dicomdirtests/DICOMDIR-nopatient", DIRECTORY),
            Map.entry("fileset/dicomdirtests/DICOMDIR-reordered", DIRECTORY),
            Map.entry("pydicom/ExplVR_LitEndNoMeta.dcm", "no DICOM Part 10 header"),
            Map.entry("dcm4che/no_preamble_dicm_in_data", INCOMPLETE_META),
            Map.entry("dcm4che/NM-MONO2-16-13x-heart", INCOMPLETE_META),
            Map.entry("pydicom/nested_priv_SQ.dcm", INCOMPLETE_META),
            Map.entry("pydicom/badVR.dcm", OTHER_IMAGE),
            Map.entry("pydicom/rtdose.dcm", OTHER_IMAGE),
            Map.entry("pydicom/rtplan.dcm", OTHER_IMAGE),
            Map.entry("pydicom/rtplan_truncated.dcm", "ends too early"),
            Map.entry("pydicom/UN_sequence.dcm", "no SOP Class UID"),
            Map.entry("pydicom/no_meta_group_length.dcm", "no SOP Class UID"),
            Map.entry("pydicom-data/HTJ2K_08_RGB.dcm", "no Study Instance UID"),
            Map.entry("pydicom-data/bad_sequence.dcm", "not a sound one"));

    /** dcmtk does not find the identifiers of this one, whose attributes are all of unknown type. */
    private static final String BEYOND_DCMTK = "explicit_VR-UN.dcm";

    @TempDir
    private static Path folder;

    /** By the folder of a file-set, the samples that were put into it. */
    private static final Map<Path, List<Path>> FILE_SETS = new LinkedHashMap<>();

    private static Path samples = Path.of("");

    static boolean samplesAreHere() {
        return samplesFolder().isPresent();
    }

    @BeforeAll
    static void make_a_file_set_of_each_patient_in_each_folder_of_samples() throws IOException {
        samples = samplesFolder().orElseThrow();
        Map<String, List<Path>> patients = new TreeMap<>();
        var known = new HashSet<String>();
        for (Path sample : allSamples()) {
            if (inspect(sample) instanceof Passed passed) {
                String set = samples.relativize(sample).getName(0) + " ";
                var patient = header(sample).patient();
                String id = patient.id().isEmpty() ? passed.studyInstanceUid() : patient.id();
                if (known.add(set + passed.sopInstanceUid())) {
                    patients.computeIfAbsent(set + id, patientOfSet -> new ArrayList<>())
                            .add(sample);
                }
            }
        }
        for (List<Path> instances : patients.values()) {
            Path root = folder.resolve("P" + FILE_SETS.size());
            write(root, instances);
            FILE_SETS.put(root, instances);
        }
    }

    private static void write(Path root, List<Path> instances) throws IOException {
        Path images = Files.createDirectories(root.resolve("IMAGES"));
        var directory = new DicomDirectory("SAMPLES");
        for (int i = 0; i < instances.size(); i++) {
            Files.copy(instances.get(i), images.resolve("I" + i));
            try (var in = Files.newInputStream(instances.get(i))) {
                directory.add(in, List.of("I" + i));
            }
        }
        try (var out = Files.newOutputStream(root.resolve("DICOMDIR"))) {
            directory.write(out, "2.25.1", List.of("IMAGES"));
        }
        try (var out = Files.newOutputStream(images.resolve("DICOMDIR"))) {
            directory.write(out, "2.25.2", List.of());
        }
    }

    @Test
    void every_sample_is_accepted_or_pinned_with_its_reason() throws IOException {
        var refusals = new TreeMap<String, String>();
        for (Path sample : allSamples()) {
            switch (inspect(sample)) {
                case Passed passed -> assertThat(passed.effort().bytes()).isEqualTo(Files.size(sample));
                case Refused refused -> refusals.put(name(sample), refused.reason());
                case NotAnInstance not -> refusals.put(name(sample), not.reason());
            }
        }

        assertThat(refusals).containsOnlyKeys(PINNED.keySet());
        assertThat(refusals).allSatisfy((sample, reason) -> assertThat(reason).contains(PINNED.get(sample)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pydicom/chrH31.dcm       | Yamada, Tarou (山田, 太郎; やまだ, たろう)
            pydicom/chrI2.dcm        | Hong, Gildong (洪, 吉洞; 홍, 길동)
            pydicom/chrX1.dcm        | Wang, XiaoDong (王, 小東)
            pydicom/chrGreek.dcm     | Διονυσιος
            pydicom/chrArab.dcm      | قباني, لنزار
            pydicom/chrFrenMulti.dcm | Buc, Jérôme
            """)
    void names_in_the_samples_of_character_sets_are_read_as_pydicom_reads_them(String sample, String name)
            throws IOException {
        assertThat(header(samples.resolve(sample)).patient().name()).isEqualTo(name);
    }

    @Test
    void dciodvfy_finds_no_error_in_a_dicomdir_that_the_samples_did_not_bring() throws Exception {
        assumeTrue(Tool.DCIODVFY.isInstalled(), Tool.DCIODVFY.absence());
        for (var set : FILE_SETS.entrySet()) {
            for (String dicomdir : List.of("DICOMDIR", "IMAGES/DICOMDIR")) {
                String said = Tool.DCIODVFY.run(set.getKey(), dicomdir);

                assertThat(said).contains("BasicDirectory");
                assertThat(said.lines().filter(line -> line.startsWith("Error")))
                        .as("%s of %s", dicomdir, set.getValue())
                        .allSatisfy(error -> assertThat(isBroughtBySource(error, set.getValue()))
                                .as(error)
                                .isTrue());
            }
        }
    }

    /** The value complained of stands in a sample; or it is the summary that follows such a complaint. */
    private static boolean isBroughtBySource(String error, List<Path> sources) throws IOException {
        if (error.equals("Error - Dicom dataset contains invalid data values for Value Representations")) {
            return true;
        }
        Matcher value = Pattern.compile("= <([^>]+)>|\"([^\"]+)\"").matcher(error);
        if (!value.find()) {
            return false;
        }
        String offending = value.group(1) == null ? value.group(2) : value.group(1);
        for (Path source : sources) {
            if (Files.readString(source, StandardCharsets.ISO_8859_1).contains(offending)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void pydicom_loads_every_file_of_every_file_set_and_reads_the_same_names() throws Exception {
        assumeTrue(Tool.PYDICOM.isInstalled(), Tool.PYDICOM.absence());
        var arguments = new ArrayList<>(List.of("-W", "ignore", "-c", """
                        import sys
                        from pydicom.fileset import FileSet
                        for d in sys.argv[1:]:
                            files = FileSet(d)
                            loaded = [i.load() for i in files]
                            held = {str(n).rstrip('=') for n in files.find_values('PatientName')}
                            given = {str(i.get('PatientName', '')).rstrip('=') for i in loaded}
                            print(d, len(loaded), 'same' if held == given else 'OTHER NAMES')
                        """));
        var expected = new ArrayList<String>();
        FILE_SETS.forEach((root, instances) -> {
            for (Path dicomdir : List.of(root.resolve("DICOMDIR"), root.resolve("IMAGES/DICOMDIR"))) {
                arguments.add(dicomdir.toString());
                expected.add(dicomdir + " " + instances.size() + " same");
            }
        });

        String said = Tool.PYDICOM.run(folder, arguments.toArray(String[]::new));

        assertThat(said.lines()).containsExactlyElementsOf(expected);
    }

    @Test
    void the_records_are_those_that_dcmmkdir_makes_of_the_same_files() throws Exception {
        assumeTrue(Tool.DCMMKDIR.isInstalled(), Tool.DCMMKDIR.absence());
        for (var set : FILE_SETS.entrySet()) {
            if (set.getValue().getFirst().endsWith(BEYOND_DCMTK)) {
                continue;
            }
            Path root = set.getKey();
            var arguments = new ArrayList<>(List.of(
                    "--invent",
                    "--no-xfer-check",
                    "--no-encoding-check",
                    "--no-resolution-check",
                    "--allow-retired-sop",
                    "--output-file",
                    "THEIRS"));
            for (int i = 0; i < set.getValue().size(); i++) {
                arguments.add("IMAGES/I" + i);
            }
            String said = Tool.DCMMKDIR.run(root, arguments.toArray(String[]::new));

            assertThat(said).doesNotContain("E: ");
            assertThat(records(root, "DICOMDIR"))
                    .as("records for %s", set.getValue())
                    .containsExactlyInAnyOrderElementsOf(records(root, "THEIRS"));
        }
    }

    /** Each record as its kind and its keys, but for where it stands and its character set. */
    private static List<String> records(Path root, String dicomdir) throws Exception {
        var records = new ArrayList<String>();
        var keys = new TreeSet<String>();
        String kind = "";
        var head = Pattern.compile("  \\(fffe,e000\\) na \"Directory Record\" (.+) #=.*");
        var element = Pattern.compile(
                "    (\\([0-9a-f]{4},[0-9a-f]{4}\\)) .*", Pattern.DOTALL); // of UTF-8, some bytes end lines
        for (String line : Tool.DCMDUMP.run(root, dicomdir).lines().toList()) {
            Matcher start = head.matcher(line);
            Matcher key = element.matcher(line);
            if (start.matches()) {
                kind = start.group(1);
                keys.clear();
            } else if (key.matches() && !key.group(1).equals("(0008,0005)")) {
                keys.add(key.group(1));
            } else if (line.startsWith("  (fffe,e00d)")) {
                records.add(kind + " " + keys);
            }
        }
        assertThat(records).isNotEmpty();
        return records;
    }

    private static GateResult inspect(Path sample) throws IOException {
        try (InputStream in = Files.newInputStream(sample)) {
            return new DicomGate(GateLimits.DEFAULT).inspect(in);
        }
    }

    private static DicomHeader header(Path sample) throws IOException {
        try (InputStream in = Files.newInputStream(sample)) {
            return DicomHeaders.read(in);
        }
    }

    private static String name(Path sample) {
        return samples.relativize(sample).toString().replace('\\', '/');
    }

    private static List<Path> allSamples() throws IOException {
        try (Stream<Path> files = Files.walk(samples)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Optional<Path> samplesFolder() {
        String named = System.getenv("PORTAL_SAMPLES");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(above -> above.resolve("shared").resolve("samples"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
