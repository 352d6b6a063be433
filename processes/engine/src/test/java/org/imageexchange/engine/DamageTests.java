package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imageexchange.engine.TestEngine.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that can't start says why and what to do, and changes nothing. */
class DamageTests {

    private static final Tuning SMALL_SEGMENTS =
            new Tuning(4 << 10, 1L << 30, Tuning.STANDARD.reserve(), 16 << 20, Duration.ofSeconds(1));

    @TempDir
    static Path undamaged;

    @TempDir
    Path folder;

    @BeforeAll
    static void anEngineThatWasClosed() {
        try (var zeebe = TestEngine.in(undamaged, InstantSource.system(), SMALL_SEGMENTS)) {
            zeebe.deploy(process(
                    "work",
                    start -> start.serviceTask("do", task -> task.zeebeJobType("work"))
                            .endEvent()));
            for (int i = 0; i < 10; i++) {
                zeebe.start("work");
            }
        }
    }

    @BeforeEach
    void itsCopy() throws IOException {
        TestEngine.copy(undamaged, folder);
    }

    @Test
    void each_file_of_the_snapshot_is_checked() throws Exception {
        for (var file : Folders.children(snapshot())) {
            var original = Files.readAllBytes(file);

            if (original.length > 0) {
                flipBit(file, original.length / 2);
                refusesWith("snapshot can't be used");
                Files.write(file, Arrays.copyOf(original, original.length / 2));
                refusesWith("snapshot can't be used");
            }
            Files.delete(file);
            refusesWith("snapshot can't be used");

            Files.write(file, original);
        }
        open().close();
    }

    @Test
    void a_file_that_does_not_belong_to_the_snapshot_refuses_to_open() throws Exception {
        Files.writeString(snapshot().resolve("000099.sst"), "?");

        refusesWith("does not belong to it");
    }

    @Test
    void an_unfinished_snapshot_is_thrown_away() throws Exception {
        var unfinished = Files.createDirectories(folder.resolve("snapshots/unfinished-0000000000000099999"));
        Files.writeString(unfinished.resolve("000001.sst"), "half");

        open().close();

        assertThat(unfinished).doesNotExist();
    }

    @Test
    void a_log_without_its_snapshot_refuses_to_open_once_it_was_cut() throws Exception {
        Folders.delete(folder.resolve("snapshots"));

        refusesWith("but is needed from 1 on");
    }

    @Test
    void a_snapshot_without_its_log_refuses_to_open() throws Exception {
        Folders.delete(folder.resolve("log"));

        refusesWith("records are missing");
    }

    @Test
    void a_log_that_ends_before_its_snapshot_refuses_to_open() throws Exception {
        var last = Folders.children(folder.resolve("log")).getLast();
        flipBit(last, Files.size(last) - 1);

        refusesWith("does not check");
    }

    @Test
    void a_missing_identity_refuses_to_open() throws Exception {
        Files.delete(folder.resolve("identity"));

        refusesWith("identity is missing");
    }

    @Test
    void an_unreadable_identity_refuses_to_open() throws Exception {
        Files.writeString(folder.resolve("identity"), "somebody");

        refusesWith("identity is unreadable");
    }

    @Test
    void an_emptied_folder_is_a_new_engine() throws Exception {
        var before = open();
        before.close();
        for (var child : Folders.children(folder)) {
            Folders.delete(child);
        }

        try (var after = open()) {
            assertThat(after.identity()).isNotEqualTo(before.identity());
            assertThat(after.openIncidents()).isEmpty();
        }
    }

    @Test
    void a_folder_that_is_in_use_refuses_to_open_and_is_not_disturbed() {
        try (var first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining(folder.toString());

            first.snapshot();
        }
        open().close();
    }

    @Test
    void a_folder_that_is_a_file_refuses_to_open() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> EmbeddedEngine.start(TestEngine.settings(file, InstantSource.system())))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("can't use its folder");
    }

    @Test
    void a_port_that_is_taken_refuses_to_start_and_leaves_the_folder_free() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var settings =
                    new EngineSettings(folder, taken.getLocalPort(), InstantSource.system(), Duration.ofHours(1));

            assertThatThrownBy(() -> EmbeddedEngine.start(settings))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("can't listen on port " + taken.getLocalPort());
        }
        open().close();
    }

    private void refusesWith(String reason) {
        assertThatThrownBy(this::open)
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("restore the engine's folder from a backup, or empty it");
    }

    private EmbeddedEngine open() {
        return EmbeddedEngine.start(TestEngine.settings(folder, InstantSource.system()), SMALL_SEGMENTS);
    }

    private Path snapshot() throws IOException {
        return Folders.children(folder.resolve("snapshots")).getLast();
    }

    private static void flipBit(Path path, long at) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            var value = file.read();
            file.seek(at);
            file.write(value ^ 0x04);
        }
    }
}
