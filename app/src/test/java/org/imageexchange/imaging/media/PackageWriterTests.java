package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.imageexchange.imaging.media.SyntheticObject.ct;
import static org.imageexchange.imaging.media.SyntheticObject.jpeg;
import static org.imageexchange.imaging.media.TestPackage.INDEX;
import static org.imageexchange.imaging.media.TestPackage.LABEL;
import static org.imageexchange.imaging.media.TestPackage.ZIP;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.imageexchange.imaging.media.PackageWriter.DamagedObject;
import org.imageexchange.imaging.media.PackageWriter.Effort;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.StorageFull;
import org.imageexchange.imaging.store.TestVault;
import org.imageexchange.imaging.store.UnreadableObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageWriterTests {

    private static final SyntheticObject SLICE = ct(1, 1, 1, 100_000);
    private static final SyntheticObject NEXT_SLICE = ct(1, 1, 2, 100_000);
    private static final SyntheticObject BIG_SLICE = ct(1, 1, 3, 1_500_000);
    private static final SyntheticObject RADIOGRAPH = jpeg(1, 2, 1, 50_000);
    private static final SyntheticObject BIG_RADIOGRAPH = jpeg(2, 1, 1, 800_000);
    private static final SyntheticObject[] ALL = {SLICE, NEXT_SLICE, BIG_SLICE, RADIOGRAPH, BIG_RADIOGRAPH};

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @TempDir
    Path folder;

    @Test
    void every_object_lies_in_the_folder_of_its_series_and_study() throws IOException {
        assertThat(plain(TestPackage.of(ALL)).keySet())
                .containsExactlyInAnyOrder(
                        "README.TXT",
                        "INDEX.HTM",
                        "DICOMDIR",
                        "IMAGES/DICOMDIR",
                        "IMAGES/ST000001/SE000001/IM000001",
                        "IMAGES/ST000001/SE000001/IM000002",
                        "IMAGES/ST000001/SE000001/IM000003",
                        "IMAGES/ST000001/SE000002/IM000001",
                        "IMAGES/ST000002/SE000001/IM000001");
    }

    @Test
    void every_object_is_in_the_zip_byte_by_byte() throws IOException {
        var files = plain(TestPackage.of(ALL));

        assertThat(files.get("IMAGES/ST000001/SE000001/IM000001")).isEqualTo(SLICE.bytes());
        assertThat(files.get("IMAGES/ST000001/SE000001/IM000002")).isEqualTo(NEXT_SLICE.bytes());
        assertThat(files.get("IMAGES/ST000001/SE000001/IM000003")).isEqualTo(BIG_SLICE.bytes());
        assertThat(files.get("IMAGES/ST000001/SE000002/IM000001")).isEqualTo(RADIOGRAPH.bytes());
        assertThat(files.get("IMAGES/ST000002/SE000001/IM000001")).isEqualTo(BIG_RADIOGRAPH.bytes());
    }

    @Test
    void a_series_may_come_in_pieces() throws IOException {
        assertThat(plain(TestPackage.of(SLICE, RADIOGRAPH, NEXT_SLICE)).keySet())
                .contains(
                        "IMAGES/ST000001/SE000001/IM000001",
                        "IMAGES/ST000001/SE000002/IM000001",
                        "IMAGES/ST000001/SE000001/IM000002");
    }

    @Test
    void what_is_compressed_already_is_stored_and_the_rest_deflated() throws IOException {
        try (var zip = zipFile(TestPackage.of(ALL))) {
            assertThat(zip.getEntry("IMAGES/ST000001/SE000001/IM000001").getMethod())
                    .isEqualTo(ZipEntry.DEFLATED);
            assertThat(zip.getEntry("IMAGES/ST000001/SE000001/IM000003").getMethod())
                    .isEqualTo(ZipEntry.DEFLATED);
            assertThat(zip.getEntry("IMAGES/ST000001/SE000001/IM000003").getCompressedSize())
                    .isLessThan(BIG_SLICE.size() / 2);
            assertThat(zip.getEntry("IMAGES/ST000001/SE000002/IM000001").getMethod())
                    .isEqualTo(ZipEntry.STORED);
            assertThat(zip.getEntry("IMAGES/ST000002/SE000001/IM000001").getMethod())
                    .isEqualTo(ZipEntry.STORED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2.1, 4270000000, true",
        "1.2.840.10008.1.2.1, 4290000000, false",
        "1.2.840.10008.1.2.1, 4294967295, false",
        "1.2.840.10008.1.2.1, 4294967296, true",
        "1.2.840.10008.1.2, 1000, true",
        "1.2.840.10008.1.2.2, 1000, true",
        "1.2.840.10008.1.2.1.99, 1000, false",
        "1.2.840.10008.1.2.5, 1000, false"
    })
    void what_might_outgrow_a_descriptor_is_stored(String transferSyntax, long size, boolean deflated) {
        var instance = new MediaInstance("1.2", "1.2.3", "1.2.3.4", transferSyntax, size, 0, "", SLICE::open);

        assertThat(PackageBuild.deflates(instance)).isEqualTo(deflated);
    }

    @Test
    void readers_that_know_no_central_directory_read_it_too() throws IOException {
        var bytes = bytes(TestPackage.of(ALL));
        var names = new ArrayList<String>();

        // Both take sizes and methods from the local headers and descriptors alone.
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName() + " " + zip.readAllBytes().length);
            }
        }
        var others = new ArrayList<String>();
        try (var zip = new ZipArchiveInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                others.add(entry.getName() + " " + zip.readAllBytes().length);
            }
        }

        assertThat(names)
                .hasSize(9)
                .contains("IMAGES/ST000001/SE000001/IM000003 " + BIG_SLICE.size())
                .isEqualTo(others);
    }

    @Test
    void only_big_objects_need_a_descriptor() throws IOException {
        try (var zip = commonsZipFile(TestPackage.of(ALL))) {
            for (var entry : (Iterable<ZipArchiveEntry>) () -> zip.getEntries().asIterator()) {
                assertThat(entry.getGeneralPurposeBit().usesDataDescriptor())
                        .as(entry.getName())
                        .isEqualTo(entry.getName().equals("IMAGES/ST000001/SE000001/IM000003"));
                assertThat(entry.getExtraFields()).isEmpty();
            }
        }
    }

    @Test
    void the_result_describes_the_zip() throws Exception {
        var built = TestPackage.of(ALL);
        var bytes = bytes(built);

        assertThat(built.built().size()).isEqualTo(bytes.length);
        assertThat(built.built().entries()).isEqualTo(9);
        assertThat(built.built().sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void each_dicomdir_of_each_package_has_its_own_identifier() throws IOException {
        var one = plain(TestPackage.of(SLICE));
        var label = new MediaLabel(UUID.randomUUID(), "Ward", "a@b.example.org", "Portal", LABEL.createdAt());
        var other = plain(TestPackage.of(List.of(SLICE.instance()), label, TestVault.inMemory(), TestPackage.SMALL));

        assertThat(Stream.of(one, other)
                        .flatMap(files -> Stream.of(files.get("DICOMDIR"), files.get("IMAGES/DICOMDIR")))
                        .map(PackageWriterTests::fileSetUid)
                        .distinct())
                .hasSize(4)
                .allMatch(uid -> uid.matches("2\\.25\\.[1-9][0-9]{0,38}"));
    }

    @Test
    void a_package_that_is_built_again_is_the_same_to_the_byte() throws IOException {
        assertThat(TestPackage.of(SLICE).built().sha256())
                .isEqualTo(TestPackage.of(SLICE).built().sha256());
    }

    private static String fileSetUid(byte[] dicomdir) {
        var text = new String(dicomdir, StandardCharsets.ISO_8859_1);
        var at = text.indexOf("2.25.", text.indexOf("1.2.840.10008.1.3.10"));
        return text.substring(at).split("[^0-9.]", 2)[0];
    }

    @Test
    void a_dicomdir_that_turns_out_big_is_written_in_blocks() throws IOException {
        var objects = IntStream.rangeClosed(1, 1200)
                .mapToObj(n -> ct(1, 1, n, 2).instance())
                .toList();
        var built = TestPackage.of(objects, TestVault.inMemory(), new Effort(2, 1 << 20, BlockDeflater.BLOCK));

        try (var zip = commonsZipFile(built)) {
            var directory = zip.getEntry("DICOMDIR");
            assertThat(directory.getGeneralPurposeBit().usesDataDescriptor()).isTrue();
            assertThat(zip.getInputStream(directory).readAllBytes())
                    .hasSize((int) directory.getSize())
                    .hasSizeGreaterThan(BlockDeflater.BLOCK);
        }
        assertThat(plain(built)).hasSize(1204);
    }

    @Test
    void progress_is_told_instance_by_instance() throws IOException {
        var told = new ArrayList<Integer>();
        var vault = TestVault.over(store);

        new PackageWriter().write(instances(ALL), LABEL, vault, ZIP, INDEX, vault.newKey(), told::add);

        assertThat(told).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void a_package_holds_at_least_one_image() {
        var vault = TestVault.over(store);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PackageWriter().write(List.of(), LABEL, vault, ZIP, INDEX, vault.newKey(), done -> {}));
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_500_000})
    void a_damaged_object_is_named_and_nothing_is_left(int pixels) {
        var object = ct(1, 1, 9, pixels);

        assertDamaged(object, channel -> new Changed(channel, object.size(), pixels / 2)); // a byte in the middle
        assertDamaged(object, channel -> new Changed(channel, object.size() - 1, -1)); // shorter
        assertDamaged(object, channel -> new Changed(channel, object.size() + 1, -1)); // longer
        assertDamaged(object, channel -> new Failing(channel, new UnreadableObject(ZIP, new IOException())));
    }

    @Test
    void an_object_that_is_gone_is_named() throws IOException {
        var recorded = SLICE.instance();
        var missing = new MediaInstance(
                recorded.studyInstanceUid(),
                recorded.seriesInstanceUid(),
                recorded.sopInstanceUid(),
                recorded.transferSyntaxUid(),
                recorded.size(),
                recorded.crc32(),
                recorded.sha256(),
                () -> {
                    throw new NoSuchFileException("instances/1");
                });

        assertFails(List.of(missing), DamagedObject.class, SLICE.sopInstanceUid);
    }

    @Test
    void a_disk_that_fails_is_no_damage() {
        var failing = SLICE.instance(channel -> new Failing(channel, new IOException("Input/output error")));

        assertFails(List.of(failing), IOException.class, "Input/output error");
    }

    private void assertDamaged(SyntheticObject object, UnaryOperator<SeekableByteChannel> change) {
        var sound = IntStream.range(10, 30).mapToObj(n -> ct(1, 1, n, 50_000).instance());
        var instances = Stream.concat(sound, Stream.of(object.instance(change))).toList();

        assertFails(instances, DamagedObject.class, object.sopInstanceUid);
    }

    private void assertFails(List<MediaInstance> instances, Class<? extends IOException> type, String message) {
        assertThatExceptionOfType(type)
                .isThrownBy(() -> TestPackage.of(instances, TestVault.over(store), TestPackage.SMALL))
                .withMessageContaining(message);
        assertThat(store.names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500_000, 1_200_000})
    void a_full_disk_is_told_and_nothing_is_left(int room) {
        store.leaveRoomFor(room);

        assertFails(instances(ALL), StorageFull.class, "free some space");
    }

    @Test
    void what_fails_at_the_very_end_leaves_nothing_either() throws IOException {
        var vault = TestVault.over(store);
        var key = vault.newKey();
        var progress = new AtomicInteger();

        // Somebody takes the index's name while the zip is being made: its commit comes last, and fails.
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> new PackageWriter().write(instances(ALL), LABEL, vault, ZIP, INDEX, key, done -> {
                    if (progress.incrementAndGet() == 1) {
                        store.tamper(INDEX, new byte[0]);
                    }
                }));

        assertThat(store.names()).containsExactly(INDEX);
    }

    @Test
    void an_interrupted_build_leaves_nothing() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> TestPackage.of(instances(ALL), TestVault.over(store), TestPackage.SMALL));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(store.names()).isEmpty();
    }

    @Test
    void neither_the_readme_nor_the_page_knows_whose_images_they_are() throws IOException {
        var files = plain(TestPackage.of(ALL));

        for (var name : List.of("README.TXT", "INDEX.HTM")) {
            assertThat(new String(files.get(name), StandardCharsets.UTF_8))
                    .doesNotContainIgnoringCase("secret")
                    .doesNotContain("1960", "2.25.4711")
                    .contains("Northwick General Hospital", "radiology@northwick.example.org")
                    .contains("Image Exchange Portal 0.1.0", "24 November 2026, 10:15 GMT")
                    .contains("DICOMDIR", "confidential");
        }
    }

    @Test
    void the_readme_can_be_read_in_any_editor() throws IOException {
        var readme = new String(plain(TestPackage.of(SLICE)).get("README.TXT"), StandardCharsets.UTF_8);

        assertThat(readme.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(readme.chars()).allMatch(character -> character < 127);
        assertThat(readme.lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void the_page_counts_what_is_inside() throws Exception {
        var page = plain(TestPackage.of(ALL)).get("INDEX.HTM");

        var factory = DocumentBuilderFactory.newInstance();
        var rows = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(page))
                .getElementsByTagName("tr");
        assertThat(IntStream.range(1, rows.getLength())
                        .mapToObj(n -> rows.item(n).getTextContent()))
                .containsExactly("1CR, CT24", "2CR11");
    }

    @Test
    void a_hospital_may_have_any_name() throws Exception {
        var label = new MediaLabel(LABEL.id(), "Ward <9> & \"Søn\"\n", "a@b.example.org", "Portal", LABEL.createdAt());
        var contents = new Contents();

        var page = Leaflets.indexPage(label, contents);
        var readme = new String(Leaflets.readme(label), StandardCharsets.UTF_8);

        var parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page))
                .getElementsByTagName("p");
        assertThat(parsed.item(0).getTextContent()).isEqualTo("From Ward <9> & \"Søn\".");
        assertThat(readme).contains("Made by    Ward <9> & \"Søn\"\r\n");
    }

    @Test
    void a_text_that_is_no_modality_does_not_reach_the_page() {
        var contents = new Contents();
        contents.nameModality(SLICE.instance(), "Jane Doe");
        contents.nameModality(SLICE.instance(), "CT");
        contents.count(SLICE.instance());

        assertThat(contents.studies()).containsExactly(new Contents.Study(1, List.of("CT"), 1, 1));
    }

    private static List<MediaInstance> instances(SyntheticObject... objects) {
        return Stream.of(objects).map(SyntheticObject::instance).toList();
    }

    private Map<String, byte[]> plain(TestPackage built) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var zip = zipFile(built)) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }

    private ZipFile zipFile(TestPackage built) throws IOException {
        return new ZipFile(built.unsealTo(Files.createTempDirectory(folder, "").resolve("zip"))
                .toFile());
    }

    private static org.apache.commons.compress.archivers.zip.ZipFile commonsZipFile(TestPackage built)
            throws IOException {
        return org.apache.commons.compress.archivers.zip.ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes(built)))
                .get();
    }

    private static byte[] bytes(TestPackage built) throws IOException {
        try (var channel = built.reader().open()) {
            var bytes = ByteBuffer.allocate((int) channel.size());
            while (bytes.hasRemaining()) {
                channel.read(bytes);
            }
            return bytes.array();
        }
    }

    /** An object of another size, or with another byte at one place. */
    private record Changed(SeekableByteChannel channel, long size, long changedAt) implements SeekableByteChannel {

        @Override
        public int read(ByteBuffer to) throws IOException {
            var from = channel.position();
            var start = to.position();
            var read = channel.read(to);
            if (changedAt >= from && changedAt < from + read) {
                var at = start + (int) (changedAt - from);
                to.put(at, (byte) (to.get(at) ^ 1));
            }
            return read;
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return channel.write(from);
        }

        @Override
        public SeekableByteChannel truncate(long newSize) throws IOException {
            return channel.truncate(newSize);
        }
    }

    /** An object that can't be read. */
    private record Failing(SeekableByteChannel channel, IOException trouble) implements SeekableByteChannel {

        @Override
        public int read(ByteBuffer to) throws IOException {
            throw trouble;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return channel.write(from);
        }

        @Override
        public SeekableByteChannel truncate(long newSize) throws IOException {
            return channel.truncate(newSize);
        }
    }
}
