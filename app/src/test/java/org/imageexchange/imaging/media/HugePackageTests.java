package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageexchange.imaging.media.SyntheticObject.blank;
import static org.imageexchange.imaging.media.SyntheticObject.ct;
import static org.imageexchange.imaging.media.SyntheticObject.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.imageexchange.imaging.media.PackageWriter.Effort;
import org.imageexchange.imaging.store.TestVault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Packages for which the fields of an ordinary zip are too small. */
@Tag("long")
class HugePackageTests {

    private static final Effort ORDINARY = Effort.of(2);

    /** What the tools must say of each of them. */
    interface Sound {

        Path zip();

        @Test
        default void unzip_finds_no_error() throws IOException {
            var answer = Tool.installed("unzip").run("-tqq", zip()).succeeded();

            assertThat(answer.text()).isBlank();
        }

        @Test
        default void seven_zip_finds_no_error() throws IOException {
            var answer = Tool.installed("7z").run("t", zip()).succeeded();

            assertThat(answer.text()).contains("Everything is Ok").doesNotContainIgnoringCase("warning");
        }

        @Test
        default void python_finds_no_error() throws IOException {
            Tool.installed("python3")
                    .run("-c", "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())", zip())
                    .succeeded();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Over_4_GiB implements Sound {

        private static final List<SyntheticObject> OBJECTS = List.of(
                ct(1, 1, 1, 500_000),
                jpeg(1, 2, 1, 0x1_0800_0000L), // stored, of more than 32 bits
                blank(1, 3, 1, SyntheticObject.LONGEST_VALUE), // deflated: plain size of more than 32 bits
                blank(
                        1,
                        3,
                        2,
                        SyntheticObject.LONGEST_VALUE - 1_000_000), // nearly as big: stored, to be on the safe side
                ct(1, 1, 2, 500_000)); // lies beyond what 32 bits can point at

        private TestPackage built;
        private Path zip;

        @BeforeAll
        void build(@TempDir Path folder) throws IOException {
            built = TestPackage.of(
                    OBJECTS.stream().map(SyntheticObject::instance).toList(),
                    TestVault.onDisk(folder.resolve("data")),
                    ORDINARY);
            zip = built.unsealTo(folder.resolve("zip"));
        }

        @Override
        public Path zip() {
            return zip;
        }

        @Test
        void java_reads_its_sizes() throws IOException {
            try (var read = new ZipFile(zip.toFile())) {
                assertThat(built.built().size()).isGreaterThan(0x1_0800_0000L);
                assertThat(read.getEntry("IMAGES/ST000001/SE000002/IM000001").getSize())
                        .isEqualTo(OBJECTS.get(1).size());
                assertThat(read.getEntry("IMAGES/ST000001/SE000003/IM000001").getSize())
                        .isEqualTo(OBJECTS.get(2).size())
                        .isGreaterThan(0xFFFF_FFFFL);
                try (var last = read.getInputStream(read.getEntry("IMAGES/ST000001/SE000001/IM000002"))) {
                    assertThat(last.readAllBytes()).isEqualTo(OBJECTS.getLast().bytes());
                }
            }
        }

        @Test
        void any_range_is_read_at_once() throws IOException {
            var random = new Random(4);
            for (var object : OBJECTS) {
                try (var entry = built.reader().openEntry(object.sopInstanceUid);
                        var original = object.open()) {
                    for (var n = 0; n < 30; n++) {
                        var at = random.nextLong(object.size() - 1000);
                        var range = ByteBuffer.allocate(1000);
                        var expected = ByteBuffer.allocate(1000);
                        entry.position(at).read(range);
                        original.position(at).read(expected);
                        assertThat(range.array()).isEqualTo(expected.array());
                    }
                }
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Over_65535_entries implements Sound {

        private static final int MANY = 66_000;

        private TestPackage built;
        private Path zip;
        private Path folder;

        @BeforeAll
        void build(@TempDir Path temporary) throws IOException {
            folder = temporary;
            var instances = IntStream.rangeClosed(1, MANY)
                    .mapToObj(n -> ct(1, 1 + n % 20, n, 20).instance())
                    .toList();
            built = TestPackage.of(instances, TestVault.onDisk(folder.resolve("data")), ORDINARY);
            zip = built.unsealTo(folder.resolve("zip"));
        }

        @Override
        public Path zip() {
            return zip;
        }

        @Test
        void all_of_them_are_there() throws IOException {
            assertThat(built.built().entries()).isEqualTo(MANY + 4);
            assertThat(built.reader().entries()).hasSize(MANY + 4);
            try (var read = new ZipFile(zip.toFile())) {
                assertThat(read.size()).isEqualTo(MANY + 4);
            }
        }

        @Test
        void each_is_found_by_its_uid() throws IOException {
            var missing = new ArrayList<Integer>();
            for (var n = 1; n <= MANY; n += 997) {
                var object = ct(1, 1 + n % 20, n, 20);
                try (var entry = built.reader().openEntry(object.sopInstanceUid)) {
                    var read = ByteBuffer.allocate((int) entry.size());
                    entry.read(read);
                    if (!Arrays.equals(read.array(), object.bytes())) {
                        missing.add(n);
                    }
                }
            }
            assertThat(missing).isEmpty();
        }

        @Test
        void dcmtk_reads_both_dicomdirs() throws IOException {
            PackageChecks.dcmtkReadsDicomdirs(zip, folder.resolve("extracted"), MANY);
        }
    }
}
