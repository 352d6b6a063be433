package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camunda.zeebe.logstreams.storage.LogStorage.AppendListener;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import io.camunda.zeebe.util.buffer.DirectBufferWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogStorageTests {

    private static final AppendListener NOBODY = new AppendListener() {};
    private static final int SMALL_SEGMENT = 1_000;
    private static final int LARGE_SEGMENT = 1 << 20;

    @TempDir
    Path folder;

    private final AtomicLong freeSpace = new AtomicLong(Long.MAX_VALUE);
    private final List<FileLogStorage> opened = new ArrayList<>();

    @AfterEach
    void closeWhatWasOpened() throws IOException {
        for (var log : opened) {
            log.close();
        }
    }

    @Test
    void what_was_appended_is_read_in_order() throws Exception {
        var log = open(LARGE_SEGMENT);

        appendUpTo(log, 3);

        assertThat(payloads(log)).containsExactly(payload(1), payload(2), payload(3));
    }

    @Test
    void what_was_appended_is_still_there_after_a_reopening() throws Exception {
        var log = open(SMALL_SEGMENT);
        appendUpTo(log, 50);
        log.close();

        var reopened = open(SMALL_SEGMENT);
        append(reopened, 51);

        assertThat(payloads(reopened)).hasSize(51).startsWith(payload(1)).endsWith(payload(50), payload(51));
    }

    @Test
    void a_full_segment_is_followed_by_the_next_one() throws Exception {
        var log = open(SMALL_SEGMENT);

        appendUpTo(log, 50);

        assertThat(log.segmentCount()).isGreaterThan(2);
        assertThat(files()).hasSize(log.segmentCount());
        assertThat(log.size()).isEqualTo(log.appended()).isEqualTo(bytesOf(files()));
    }

    @Test
    void a_reader_seeks_the_block_that_holds_a_position() throws Exception {
        var log = open(SMALL_SEGMENT);
        append(log, 1, 10);
        append(log, 11, 20);
        append(log, 21, 30);
        var reader = log.newReader();

        reader.seek(15);

        assertThat(textOf(reader)).isEqualTo(payload(11));
        reader.seek(Long.MAX_VALUE);
        assertThat(textOf(reader)).isEqualTo(payload(21));
        assertThat(reader.hasNext()).isFalse();
        reader.seek(Long.MIN_VALUE);
        assertThat(textOf(reader)).isEqualTo(payload(1));
    }

    @Test
    void a_listener_hears_of_a_block_only_when_it_is_durable() throws Exception {
        var log = open(LARGE_SEGMENT);
        var committed = new CountDownLatch(1);
        log.addCommitListener(committed::countDown);
        var reader = log.newReader();

        append(log, 1);

        committed.await();
        assertThat(reader.hasNext()).isTrue();
    }

    @Test
    void an_end_that_a_crash_tore_is_cut_off() throws Exception {
        var log = open(LARGE_SEGMENT);
        appendUpTo(log, 5);
        log.close();
        cutLastFileTo(bytesOf(files()) - 3);

        var reopened = open(LARGE_SEGMENT);

        assertThat(payloads(reopened)).containsExactly(payload(1), payload(2), payload(3), payload(4));
        append(reopened, 5);
        assertThat(payloads(reopened)).hasSize(5);
        assertThat(reopened.size()).isEqualTo(bytesOf(files()));
    }

    @Test
    void rubbish_and_zeros_behind_the_last_block_are_cut_off() throws Exception {
        for (var rubbish : List.of(
                new byte[4096], "ZLB1 and then nothing that makes sense, for longer than a header".getBytes())) {
            var log = open(LARGE_SEGMENT);
            append(log, log.appended() == 0 ? 1 : 2);
            log.close();
            Files.write(lastFile(), rubbish, StandardOpenOption.APPEND);
        }

        assertThat(payloads(open(LARGE_SEGMENT))).containsExactly(payload(1), payload(2));
    }

    @Test
    void a_torn_end_does_not_hide_behind_later_blocks_that_were_not_durable_either() throws Exception {
        var log = open(LARGE_SEGMENT);
        appendUpTo(log, 3);
        log.close();
        // as a power cut may leave it: of two blocks in flight the later one reached the disk, the earlier one did not
        var inFlight = LogBlock.encode(5, 5, 3, writer(payload(5)));
        Files.write(lastFile(), new byte[70], StandardOpenOption.APPEND);
        Files.write(lastFile(), inFlight, StandardOpenOption.APPEND);

        assertThat(payloads(open(LARGE_SEGMENT))).hasSize(3);
    }

    @Test
    void a_flipped_bit_in_a_durable_block_refuses_to_open() throws Exception {
        var log = open(LARGE_SEGMENT);
        for (int position = 1; position <= 5; position++) {
            append(log, position); // each waits to be durable, and the next block says so
        }
        log.close();
        var untouched = Files.readAllBytes(lastFile());
        var third = 2 * (LogBlock.HEADER + payload(1).length());

        for (int at : new int[] {0, 5, 9, 20, 28, 33, LogBlock.HEADER, LogBlock.HEADER + 6}) {
            flipBit(lastFile(), third + at);

            assertThatThrownBy(() -> open(LARGE_SEGMENT))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("restore the engine's folder from a backup, or empty it");
            flipBit(lastFile(), third + at);
        }
        assertThat(Files.readAllBytes(lastFile())).as("nothing was cut off").isEqualTo(untouched);
    }

    @Test
    void a_lost_end_refuses_to_open_when_a_snapshot_promises_it() throws Exception {
        var log = open(LARGE_SEGMENT);
        appendUpTo(log, 5);
        log.close();
        cutLastFileTo(bytesOf(files()) - 3);

        assertThatThrownBy(() -> openPromised(5))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("damaged");

        assertThat(payloads(openPromised(4))).hasSize(4);
    }

    @Test
    void an_emptied_log_refuses_to_open_when_a_snapshot_promises_more() {
        assertThatThrownBy(() -> openPromised(5))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("records are missing");
    }

    @Test
    void a_damaged_sealed_segment_refuses_to_open() throws Exception {
        var log = open(SMALL_SEGMENT);
        appendUpTo(log, 50);
        log.close();
        var sealed = files().get(1);
        flipBit(sealed, Files.size(sealed) - 1);

        assertThatThrownBy(() -> open(SMALL_SEGMENT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(sealed.toString())
                .hasMessageContaining("restore the engine's folder from a backup, or empty it");
    }

    @Test
    void a_shortened_sealed_segment_refuses_to_open() throws Exception {
        var log = open(SMALL_SEGMENT);
        appendUpTo(log, 50);
        log.close();
        for (int cut : new int[] {1, LogBlock.HEADER + payload(1).length()}) {
            var sealed = files().get(1);
            try (var file = new RandomAccessFile(sealed.toFile(), "rw")) {
                file.setLength(file.length() - cut);
            }

            assertThatThrownBy(() -> open(SMALL_SEGMENT)).isInstanceOf(EngineException.class);
        }
    }

    @Test
    void a_missing_segment_refuses_to_open() throws Exception {
        var log = open(SMALL_SEGMENT);
        appendUpTo(log, 50);
        log.close();
        Files.delete(files().get(1));

        assertThatThrownBy(() -> open(SMALL_SEGMENT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("records are missing after position");
    }

    @Test
    void a_gap_between_blocks_refuses_to_open() throws Exception {
        var log = open(LARGE_SEGMENT);
        append(log, 1);
        log.close();
        Files.write(lastFile(), LogBlock.encode(3, 3, 0, writer(payload(3))), StandardOpenOption.APPEND);

        assertThatThrownBy(() -> open(LARGE_SEGMENT))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("records are missing after position 1");
    }

    @Test
    void damage_after_the_opening_is_seen_when_the_block_is_read() throws Exception {
        var log = open(LARGE_SEGMENT);
        appendUpTo(log, 3);
        flipBit(lastFile(), LogBlock.HEADER);
        var reader = log.newReader();

        assertThatThrownBy(reader::next).isInstanceOf(EngineException.class).hasMessageContaining("damaged");
    }

    @Test
    void segments_before_a_position_are_deleted_and_the_rest_stays_readable() throws Exception {
        var log = open(SMALL_SEGMENT);
        appendUpTo(log, 100);
        var reader = log.newReader();
        reader.seek(60);

        var deleted = log.deleteBefore(60);

        assertThat(deleted).isPositive();
        assertThat(log.firstPosition()).isBetween(2L, 60L);
        assertThat(textOf(reader)).isEqualTo(payload(60));
        log.close();
        var reopened = open(SMALL_SEGMENT);
        assertThat(reopened.firstPosition()).isBetween(2L, 60L);
        append(reopened, 101);
        assertThat(payloads(reopened)).endsWith(payload(100), payload(101));
    }

    @Test
    void the_last_segment_is_never_deleted() throws Exception {
        var log = open(SMALL_SEGMENT);
        appendUpTo(log, 100);

        log.deleteBefore(Long.MAX_VALUE);

        assertThat(log.segmentCount()).isEqualTo(1);
        append(log, 101);
        assertThat(payloads(log)).endsWith(payload(101));
    }

    @Test
    void interrupted_threads_leave_the_log_open() throws Exception {
        var log = open(SMALL_SEGMENT);
        var reader = log.newReader();

        Thread.currentThread().interrupt();
        appendOnly(log, 1, 1);
        appendOnly(log, 2, 2);
        assertThat(Thread.interrupted())
                .as("the interrupt is kept for its owner")
                .isTrue();
        log.awaitCommitted(2, Duration.ofSeconds(10));
        Thread.currentThread().interrupt();
        var first = textOf(reader);
        for (int position = 3; position <= 60; position++) {
            appendOnly(log, position, position); // also begins new segments
        }
        assertThat(Thread.interrupted()).isTrue();

        log.awaitCommitted(60, Duration.ofSeconds(10));
        assertThat(first).isEqualTo(payload(1));
        assertThat(payloads(log)).hasSize(60);
        Thread.currentThread().interrupt();
        log.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(payloads(open(SMALL_SEGMENT))).hasSize(60);
    }

    @Test
    void readers_on_many_threads_see_every_block_while_others_write_roll_and_delete() throws Exception {
        var log = open(SMALL_SEGMENT);
        var last = 3_000;
        var isDone = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(5)) {
            var readers = new ArrayList<Future<Long>>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> readInOrder(log, last)));
            }
            var interrupting = threads.submit(() -> {
                while (!isDone.get()) {
                    Thread.currentThread().interrupt();
                    payloads(log);
                }
                return null;
            });
            appendUpTo(log, last);

            for (var reader : readers) {
                assertThat(reader.get()).isEqualTo(last);
            }
            isDone.set(true);
            interrupting.get();
        }
        assertThat(log.deleteBefore(last)).isPositive();
        assertThat(payloads(log)).endsWith(payload(last));
    }

    @Test
    void a_full_disk_refuses_blocks_and_takes_them_again_when_there_is_room() throws Exception {
        var log = open(LARGE_SEGMENT);
        append(log, 1);
        freeSpace.set(Tuning.STANDARD.reserve() - 1);

        var refused = appendUntilRefused(log, 2);

        freeSpace.set(Tuning.STANDARD.reserve());
        await().ignoreException(CannotWrite.class).until(() -> {
            append(log, refused);
            return true;
        });
        assertThat(payloads(log)).hasSize(refused).endsWith(payload(refused));
        log.close();
        assertThat(payloads(open(LARGE_SEGMENT))).hasSize(refused);
    }

    @Test
    void a_segment_that_cannot_be_made_refuses_blocks_until_it_can() throws Exception {
        var log = open(SMALL_SEGMENT);
        int position = 0;
        while (log.size() < SMALL_SEGMENT) {
            append(log, ++position);
        }
        var elsewhere = Files.move(folder, folder.resolveSibling(folder.getFileName() + "-moved"));

        int next = position + 1;
        assertThatThrownBy(() -> appendOnly(log, next, next))
                .isInstanceOf(CannotWrite.class)
                .hasMessageContaining("goes on by itself");

        Files.move(elsewhere, folder);
        append(log, next);
        assertThat(payloads(log)).hasSize(next);
    }

    @Test
    void a_log_that_cannot_be_made_durable_takes_nothing_more_and_shows_nothing_of_it() throws Exception {
        var log = open(LARGE_SEGMENT);
        var elsewhere = Files.move(folder, folder.resolveSibling(folder.getFileName() + "-moved"));

        appendOnly(log, 1, 1); // written, but the name of its file can't be forced

        assertThatThrownBy(() -> log.awaitCommitted(1, Duration.ofSeconds(10)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("restart the portal");
        assertThatThrownBy(() -> appendOnly(log, 2, 2))
                .isInstanceOf(EngineException.class)
                .isNotInstanceOf(CannotWrite.class);
        assertThat(log.failure()).isNotNull();
        assertThat(log.newReader().hasNext()).isFalse();
        log.close();
        Files.move(elsewhere, folder);
    }

    @Test
    void a_closed_log_takes_nothing() throws Exception {
        var log = open(LARGE_SEGMENT);
        log.close();

        assertThatThrownBy(() -> appendOnly(log, 1, 1)).isInstanceOf(EngineException.class);
    }

    // -- fixtures

    private FileLogStorage open(int segmentSize) throws IOException {
        return open(segmentSize, 0);
    }

    private FileLogStorage openPromised(long position) throws IOException {
        return open(LARGE_SEGMENT, position);
    }

    private FileLogStorage open(int segmentSize, long promised) throws IOException {
        var space = new DiskSpace(freeSpace::get, Tuning.STANDARD.reserve());
        var log = FileLogStorage.open(folder, segmentSize, space, promised);
        opened.add(log);
        return log;
    }

    private static void appendUpTo(FileLogStorage log, int last) throws InterruptedException {
        for (int position = 1; position <= last; position++) {
            appendOnly(log, position, position);
        }
        log.awaitCommitted(last, Duration.ofSeconds(20));
    }

    private static void append(FileLogStorage log, long position) throws InterruptedException {
        append(log, position, position);
    }

    private static void append(FileLogStorage log, long lowest, long highest) throws InterruptedException {
        appendOnly(log, lowest, highest);
        log.awaitCommitted(highest, Duration.ofSeconds(20));
    }

    private static void appendOnly(FileLogStorage log, long lowest, long highest) {
        log.append(lowest, highest, writer(payload(lowest)), NOBODY);
    }

    /** The log looks at the disk only now and then, so some blocks still pass; the first that does not is returned. */
    private static int appendUntilRefused(FileLogStorage log, int first) {
        var refused = new AtomicInteger(first);
        await().until(() -> {
            try {
                appendOnly(log, refused.get(), refused.get());
                refused.incrementAndGet();
                return false;
            } catch (CannotWrite e) {
                assertThat(e).hasMessageContaining("Free space");
                return true;
            }
        });
        return refused.get();
    }

    private static long readInOrder(FileLogStorage log, long last) {
        var reader = log.newReader();
        long position = 0;
        while (position < last) {
            if (reader.hasNext()) {
                position++;
                assertThat(textOf(reader)).isEqualTo(payload(position));
            } else {
                Thread.onSpinWait();
            }
        }
        reader.close();
        return position;
    }

    private static List<String> payloads(FileLogStorage log) {
        var texts = new ArrayList<String>();
        var reader = log.newReader();
        while (reader.hasNext()) {
            texts.add(textOf(reader));
        }
        reader.close();
        return texts;
    }

    private static String textOf(LogStorageReader reader) {
        var block = reader.next();
        return block.getStringWithoutLengthUtf8(0, block.capacity());
    }

    private static String payload(long position) {
        return "records from %06d".formatted(position);
    }

    private static DirectBufferWriter writer(String text) {
        return new DirectBufferWriter().wrap(new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Path> files() throws IOException {
        return Folders.children(folder);
    }

    private Path lastFile() throws IOException {
        return files().getLast();
    }

    private static long bytesOf(List<Path> files) throws IOException {
        long bytes = 0;
        for (var file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private void cutLastFileTo(long size) throws IOException {
        try (var file = new RandomAccessFile(lastFile().toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private static void flipBit(Path path, long at) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            var value = file.read();
            file.seek(at);
            file.write(value ^ 0x10);
        }
    }
}
