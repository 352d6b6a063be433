package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.imageexchange.imaging.media.SyntheticObject.ct;
import static org.imageexchange.imaging.media.SyntheticObject.jpeg;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.TestVault;
import org.imageexchange.imaging.store.UnreadableObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PackageReaderTests {

    private static final List<SyntheticObject> OBJECTS = List.of(
            ct(1, 1, 1, 10),
            ct(1, 1, 2, 200_000),
            ct(1, 1, 3, 2_500_000), // in blocks, across segments of the encryption
            jpeg(1, 2, 1, 90_000),
            jpeg(1, 2, 2, 1_500_000));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private TestPackage built;
    private PackageReader reader;

    @BeforeEach
    void build() throws IOException {
        built = TestPackage.of(
                OBJECTS.stream().map(SyntheticObject::instance).toList(), TestVault.over(store), TestPackage.SMALL);
        reader = built.reader();
    }

    @Test
    void the_zip_has_the_size_that_was_told_when_it_was_built() throws IOException {
        assertThat(reader.size()).isEqualTo(built.built().size());
        assertThat(transferred(0, Long.MAX_VALUE)).hasSize((int) built.built().size());
    }

    @Test
    void any_range_of_the_zip_is_what_lies_there() throws IOException {
        var whole = transferred(0, Long.MAX_VALUE);
        var random = new Random(11);

        for (var n = 0; n < 60; n++) {
            var from = random.nextInt(whole.length);
            var count = random.nextInt(whole.length - from + 1);

            assertThat(transferred(from, count)).isEqualTo(Arrays.copyOfRange(whole, from, from + count));
        }
    }

    @Test
    void a_range_ends_where_the_zip_ends() throws IOException {
        var size = reader.size();

        assertThat(transferred(size - 10, 100)).hasSize(10);
        assertThat(transferred(size, 1)).isEmpty();
        assertThat(transferred(size + 5, 1)).isEmpty();
        assertThat(transferred(5, 0)).isEmpty();
    }

    @Test
    void every_entry_is_what_the_zip_says_it_is() throws IOException {
        var fromZip = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(transferred(0, Long.MAX_VALUE)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                fromZip.put(entry.getName(), zip.readAllBytes());
            }
        }

        assertThat(reader.entries().map(PackageReader.Entry::name)).containsExactlyElementsOf(fromZip.keySet());
        for (var entry : reader.entries().toList()) {
            assertThat(read(entry.name())).isEqualTo(fromZip.get(entry.name())).hasSize((int) entry.size());
        }
    }

    @Test
    void an_instance_is_found_by_its_uid() throws IOException {
        for (var object : OBJECTS) {
            assertThat(read(object.sopInstanceUid)).isEqualTo(object.bytes());
        }
        assertThat(reader.entries().map(PackageReader.Entry::sopInstanceUid).filter(uid -> !uid.isEmpty()))
                .containsExactlyElementsOf(
                        OBJECTS.stream().map(object -> object.sopInstanceUid).toList());
    }

    @Test
    void any_range_of_an_entry_is_what_lies_there() throws IOException {
        var random = new Random(12);

        for (var object : OBJECTS) {
            var whole = object.bytes();
            try (var entry = reader.openEntry(object.sopInstanceUid)) {
                for (var n = 0; n < 40; n++) {
                    var from = random.nextInt(whole.length);
                    var length = random.nextInt(1, Math.min(300_000, whole.length - from) + 1);
                    var range = ByteBuffer.allocate(length);
                    entry.position(from);

                    assertThat(entry.read(range)).isEqualTo(length);
                    assertThat(range.array()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
                    assertThat(entry.position()).isEqualTo(from + length);
                }
            }
        }
    }

    @Test
    void an_entry_behaves_like_a_file() throws IOException {
        var object = OBJECTS.get(1);

        try (var entry = reader.openEntry(object.sopInstanceUid)) {
            assertThat(entry.size()).isEqualTo(object.size());
            assertThat(entry.position(object.size()).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
            assertThat(entry.position(Long.MAX_VALUE).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
            assertThat(entry.position(0).read(ByteBuffer.allocate(0))).isZero();
            assertThat(entry.position(object.size() - 3).read(ByteBuffer.allocate(10)))
                    .isEqualTo(3);

            entry.close();
            assertThatExceptionOfType(ClosedChannelException.class)
                    .isThrownBy(() -> entry.read(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void what_is_not_inside_is_not_found() {
        for (var name : List.of("", "IMAGES", "IMAGES/ST000001/SE000001/IM000009", "1.2.3", "é")) {
            assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> reader.openEntry(name));
        }
    }

    @Test
    void many_read_side_by_side() throws Exception {
        var wholes = OBJECTS.stream().map(object -> {
            try {
                return Map.entry(object.sopInstanceUid, object.bytes());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        var expected = Map.ofEntries(wholes.toArray(Map.Entry[]::new));

        try (var pool = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, 80)
                    .mapToObj(n -> pool.submit(() -> {
                        var uid = OBJECTS.get(n % OBJECTS.size()).sopInstanceUid;
                        assertThat(read(uid)).isEqualTo(expected.get(uid));
                        return uid;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
    }

    @Test
    void an_index_of_another_package_is_refused() throws IOException {
        var other = new InMemoryObjectStore();
        var vault = TestVault.over(other);
        var key = vault.newKey();
        for (var n = 1; n <= 2; n++) {
            new PackageWriter()
                    .write(
                            OBJECTS.stream()
                                    .limit(n)
                                    .map(SyntheticObject::instance)
                                    .toList(),
                            TestPackage.LABEL,
                            vault,
                            new ObjectName("zip" + n),
                            new ObjectName("index" + n),
                            key,
                            done -> {});
        }
        var mixed = new PackageReader(vault, new ObjectName("zip1"), new ObjectName("index2"), key);

        assertThatIOException()
                .isThrownBy(() -> mixed.openEntry("DICOMDIR"))
                .withMessageContaining("don't belong together");
    }

    @Test
    void damage_is_met_only_by_those_who_read_it() throws IOException {
        var damaged = store.stored(TestPackage.ZIP);
        damaged[damaged.length / 2] ^= 1;
        store.tamper(TestPackage.ZIP, damaged);

        assertThat(read("README.TXT")).isNotEmpty();
        assertThatExceptionOfType(UnreadableObject.class).isThrownBy(() -> transferred(0, Long.MAX_VALUE));
    }

    @Test
    void a_damaged_index_is_refused() {
        var damaged = store.stored(TestPackage.INDEX);
        damaged[damaged.length / 2] ^= 1;
        store.tamper(TestPackage.INDEX, damaged);

        assertThatExceptionOfType(UnreadableObject.class).isThrownBy(() -> reader.openEntry("DICOMDIR"));
    }

    private byte[] transferred(long position, long count) throws IOException {
        var out = new ByteArrayOutputStream();
        var transferred = reader.transfer(position, count, Channels.newChannel(out));
        assertThat(transferred).isEqualTo(out.size());
        return out.toByteArray();
    }

    private byte[] read(String entry) throws IOException {
        try (SeekableByteChannel channel = reader.openEntry(entry)) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }
}
