package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imageexchange.imaging.dicom.DicomGate;
import org.imageexchange.imaging.dicom.GateLimits;
import org.imageexchange.imaging.dicom.GateResult;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.TestVault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages of real objects from many makers, where their folder is there: the project can't contain them. */
@EnabledIf(
        value = "samplesAreHere",
        disabledReason = "there are no samples in PORTAL_SAMPLES or in shared/samples beside the project")
class SamplePackagesTests {

    /** dcmtk does not find the identifiers of this one, whose attributes are all of unknown type. */
    private static final String BEYOND_DCMTK = "explicit_VR-UN.dcm";

    @TempDir
    static Path folder;

    /** Built when first asked for. */
    private static final Map<Path, Sample> BUILT = new LinkedHashMap<>();

    /** The value that dciodvfy complains of. */
    private static final Pattern QUOTED = Pattern.compile("(?:= <|\")([^>\"]+)[>\"]");

    private record Sample(Map<String, Path> originals, TestPackage built, Path zip) {}

    static boolean samplesAreHere() {
        return samples().isPresent();
    }

    @AfterAll
    static void forget() {
        BUILT.clear();
    }

    private static Optional<Path> samples() {
        var named = System.getenv("PORTAL_SAMPLES");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve("shared").resolve("samples"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** A set is a folder of the samples; of series/ each of its own. */
    static List<Path> sets() throws IOException {
        var all = samples();
        if (all.isEmpty()) {
            return List.of();
        }
        try (var sets = Files.list(all.get())) {
            return sets.filter(Files::isDirectory)
                    .flatMap(set -> set.endsWith("series") ? folders(set) : Stream.of(set))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> folders(Path of) {
        try (var folders = Files.list(of)) {
            return folders.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(Path set) throws IOException {
        var known = BUILT.get(set);
        if (known == null) {
            known = build(set, Files.createTempDirectory(folder, ""));
            BUILT.put(set, known);
        }
        return known;
    }

    private static Sample build(Path set, Path into) throws IOException {
        var vault = TestVault.inMemory();
        var originals = new LinkedHashMap<String, Path>();
        var instances = new ArrayList<MediaInstance>();
        for (var file : files(set)) {
            // As at intake: refused objects, and others of a UID that is known already, stay outside.
            var passed = passed(file);
            if (passed.isPresent() && originals.putIfAbsent(passed.get().sopInstanceUid(), file) == null) {
                instances.add(StoredPhantom.store(
                        Files.readAllBytes(file), new ObjectName("instances/" + instances.size()), vault));
            }
        }
        instances.sort(
                Comparator.comparing(MediaInstance::studyInstanceUid).thenComparing(MediaInstance::seriesInstanceUid));
        var built = TestPackage.of(instances, vault, TestPackage.SMALL);
        return new Sample(originals, built, built.unsealTo(into.resolve("zip")));
    }

    private static List<Path> files(Path set) throws IOException {
        try (var files = Files.walk(set)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Optional<GateResult.Passed> passed(Path file) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return new DicomGate(GateLimits.DEFAULT).inspect(in) instanceof GateResult.Passed passed
                    ? Optional.of(passed)
                    : Optional.empty();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void every_accepted_object_is_inside_unchanged(Path set) throws IOException {
        var sample = sample(set);

        assertThat(sample.originals).isNotEmpty();
        for (var original : sample.originals.entrySet()) {
            try (var entry = sample.built.reader().openEntry(original.getKey())) {
                assertThat(Channels.newInputStream(entry)).hasBinaryContent(Files.readAllBytes(original.getValue()));
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void unzip_finds_no_error(Path set) throws IOException {
        var unzip = Tool.installed("unzip");

        assertThat(unzip.run("-tqq", sample(set).zip).succeeded().text()).isBlank();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void seven_zip_finds_no_error(Path set) throws IOException {
        var sevenZip = Tool.installed("7z");

        assertThat(sevenZip.run("t", sample(set).zip).succeeded().text())
                .contains("Everything is Ok")
                .doesNotContainIgnoringCase("warning");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void python_finds_no_error(Path set) throws IOException {
        Tool.installed("python3")
                .run("-c", "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())", sample(set).zip)
                .succeeded();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void pydicom_reads_the_file_set(Path set) throws IOException {
        var sample = sample(set);

        PackageChecks.fileSetHolds(sample.zip, Files.createTempDirectory(folder, ""), sample.originals.size());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void dcmtk_reads_both_dicomdirs(Path set) throws IOException {
        var sample = sample(set);

        PackageChecks.dcmtkReadsDicomdirs(sample.zip, Files.createTempDirectory(folder, ""), sample.originals.size());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void dcmmkdir_makes_the_same_records(Path set) throws IOException {
        var sample = sample(set);
        var unreadable = (int) sample.originals.values().stream()
                .filter(file -> file.endsWith(BEYOND_DCMTK))
                .count();

        PackageChecks.recordsAreThoseOfDcmmkdir(sample.zip, Files.createTempDirectory(folder, ""), unreadable);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void dicom3tools_find_no_error_in_either_dicomdir_that_an_object_did_not_bring(Path set) throws IOException {
        var sample = sample(set);

        var errors = PackageChecks.dciodvfyErrors(sample.zip, Files.createTempDirectory(folder, ""));

        for (var error : errors) {
            if (error.equals("Error - Dicom dataset contains invalid data values for Value Representations")) {
                continue; // says only that there are others
            }
            var value = QUOTED.matcher(error);
            assertThat(value.find()).as(error).isTrue();
            assertThat(isInAnOriginal(sample, value.group(1))).as(error).isTrue();
        }
    }

    private static boolean isInAnOriginal(Sample sample, String value) throws IOException {
        for (var original : sample.originals.values()) {
            if (Files.readString(original, StandardCharsets.ISO_8859_1).contains(value)) {
                return true;
            }
        }
        return false;
    }
}
