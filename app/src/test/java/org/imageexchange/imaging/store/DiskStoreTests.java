package org.imageexchange.imaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTests {

    private static final ObjectName NAME = new ObjectName("instances/3f/3f2a");

    @TempDir
    Path data;

    private DiskStore store;

    @BeforeEach
    void open() {
        store = DiskStore.open(data.resolve("objects"));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void an_object_is_read_as_it_was_written() throws IOException {
        write(NAME, "bytes");

        assertThat(read(NAME)).isEqualTo("bytes");
        assertThat(store.isEmpty()).isFalse();
    }

    @Test
    void nothing_is_visible_before_the_commit() throws IOException {
        try (var pending = store.create(NAME)) {
            put(pending, "bytes");

            assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.open(NAME));
            assertThat(store.isEmpty()).isTrue();

            pending.commit();
        }

        assertThat(read(NAME)).isEqualTo("bytes");
    }

    @Test
    void an_object_that_is_closed_uncommitted_leaves_nothing() throws IOException {
        try (var pending = store.create(NAME)) {
            put(pending, "bytes");
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void what_a_crash_left_is_removed_at_the_next_start() throws IOException {
        var pending = store.create(NAME);
        put(pending, "half of it");
        assertThat(files()).hasSize(1);
        store.close(); // as the process ends: neither committed nor closed

        store = DiskStore.open(data.resolve("objects"));

        assertThat(files()).isEmpty();
    }

    @Test
    void a_missing_object_is_told_by_its_name_alone() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> store.open(NAME))
                .withMessage(NAME.value());
    }

    @Test
    void a_name_is_used_once() throws IOException {
        write(NAME, "first");

        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> store.create(NAME));
        assertThat(read(NAME)).isEqualTo("first");
    }

    @Test
    void of_two_writers_of_one_name_the_first_to_commit_wins() throws IOException {
        try (var first = store.create(NAME);
                var second = store.create(NAME)) {
            put(first, "first");
            put(second, "second");
            first.commit();

            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(second::commit);
        }

        assertThat(read(NAME)).isEqualTo("first");
        assertThat(files()).hasSize(1);
    }

    @Test
    void deleting_twice_is_no_error_and_leaves_no_empty_folders() throws IOException {
        write(NAME, "bytes");

        store.delete(NAME);
        store.delete(NAME);

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.open(NAME));
        try (var left = Files.list(data.resolve("objects"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("incoming", "lock");
        }
    }

    @Test
    void a_name_may_be_the_beginning_of_another() throws IOException {
        write(new ObjectName("a/b"), "short");
        write(new ObjectName("a/b/c"), "long");
        write(new ObjectName("incoming"), "not the folder");

        assertThat(read(new ObjectName("a/b"))).isEqualTo("short");
        assertThat(read(new ObjectName("a/b/c"))).isEqualTo("long");
        assertThat(read(new ObjectName("incoming"))).isEqualTo("not the folder");
    }

    @Test
    void each_opened_channel_has_its_own_position() throws IOException {
        write(NAME, "0123456789");

        try (var one = store.open(NAME);
                var other = store.open(NAME)) {
            one.position(5);
            var read = ByteBuffer.allocate(3);
            other.read(read);

            assertThat(new String(read.array(), StandardCharsets.US_ASCII)).isEqualTo("012");
            assertThat(one.position()).isEqualTo(5);
        }
    }

    @Test
    void many_write_and_delete_side_by_side() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, 400)
                    .mapToObj(n -> pool.submit(() -> {
                        // the same few folders come and go all the time
                        var name = new ObjectName("packages/" + n % 7 + "/" + n);
                        write(name, "object " + n);
                        assertThat(read(name)).isEqualTo("object " + n);
                        if (n % 2 == 0) {
                            store.delete(name);
                        }
                        return n;
                    }))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }

        assertThat(files()).hasSize(200);
    }

    @Test
    void objects_are_their_owners_alone() throws IOException {
        assumeThat(DurableFiles.hasPosixRights(data))
                .as("this machine has POSIX rights")
                .isTrue();
        write(NAME, "bytes");

        for (var file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("objects"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_folder_that_is_in_use_is_refused() {
        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> DiskStore.open(data.resolve("objects")))
                .withMessageContaining("Another portal")
                .satisfies(refused -> assertThat(refused.action()).contains("portal.data"));
    }

    @Test
    void a_folder_that_is_a_file_is_refused() throws IOException {
        Files.writeString(data.resolve("file"), "");

        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> DiskStore.open(data.resolve("file")))
                .satisfies(refused -> assertThat(refused.action()).contains("portal.data"));
    }

    @Test
    void a_full_disk_says_what_to_do() {
        // /dev/full is a disk without any room
        assumeThat(Files.exists(Path.of("/dev/full")))
                .as("this machine has /dev/full")
                .isTrue();

        assertThatIOException()
                .isThrownBy(() -> {
                    try (var full =
                            Files.newByteChannel(Path.of("/dev/full"), java.nio.file.StandardOpenOption.WRITE)) {
                        full.write(ByteBuffer.wrap(new byte[1]));
                    } catch (IOException e) {
                        throw StorageFull.explain("the objects", e);
                    }
                })
                .isInstanceOf(StorageFull.class)
                .withMessageContainingAll("the objects", "full", "free some space", "Retry");
    }

    @Test
    void other_trouble_keeps_its_words() {
        var trouble = new IOException("Input/output error");

        assertThat(StorageFull.explain("the objects", trouble)).isSameAs(trouble);
    }

    private void write(ObjectName name, String text) throws IOException {
        try (var pending = store.create(name)) {
            put(pending, text);
            pending.commit();
        }
    }

    private static void put(PendingObject pending, String text) throws IOException {
        pending.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private String read(ObjectName name) throws IOException {
        try (var channel = store.open(name)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(data.resolve("objects"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }
}
