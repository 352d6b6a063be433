package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipWriterTests {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipSink sink = new ZipSink(Channels.newChannel(bytes));

    @TempDir
    Path folder;

    @Test
    void a_zip_says_when_it_was_made() throws IOException {
        var zip = new ZipWriter(sink, LocalDateTime.of(2026, 11, 24, 10, 15, 30));
        entry(zip, "A", "text");
        zip.finish();

        try (var read = open()) {
            assertThat(read.getEntry("A").getTimeLocal()).isEqualTo("2026-11-24T10:15:30");
        }
    }

    @Test
    void a_time_that_a_zip_does_not_know_is_the_nearest_one_that_it_does() throws IOException {
        var zip = new ZipWriter(sink, LocalDateTime.of(1970, 1, 1, 0, 0));
        entry(zip, "A", "text");
        zip.finish();

        try (var read = open()) {
            assertThat(read.getEntry("A").getTimeLocal().getYear()).isEqualTo(1980);
        }
    }

    @Test
    void more_entries_than_16_bits_can_count_need_zip64() throws IOException {
        var zip = new ZipWriter(sink, LocalDateTime.MIN);
        for (var n = 0; n < 70_000; n++) {
            entry(zip, "E" + n, "");
        }
        zip.finish();

        assertThat(zip.entries()).isEqualTo(70_000);
        try (var read = open()) {
            assertThat(read.size()).isEqualTo(70_000);
            assertThat(read.getEntry("E69999")).isNotNull();
        }
        try (var read = org.apache.commons.compress.archivers.zip.ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes.toByteArray()))
                .get()) {
            assertThat(read.getEntry("E69999")).isNotNull();
        }
    }

    @Test
    void an_ordinary_zip_has_no_zip64_fields() throws IOException {
        var zip = new ZipWriter(sink, LocalDateTime.MIN);
        entry(zip, "A", "text");
        zip.finish();

        var localHeader = 30 + 1;
        var centralHeader = 46 + 1;
        var end = 22;
        assertThat(bytes.size()).isEqualTo(localHeader + "text".length() + centralHeader + end);
    }

    @Test
    void an_entry_cannot_begin_inside_another() throws IOException {
        var zip = new ZipWriter(sink, LocalDateTime.MIN);
        zip.beginUnsized("A", false);

        assertThatIllegalStateException().isThrownBy(() -> zip.beginUnsized("B", false));
    }

    private static void entry(ZipWriter zip, String name, String text) throws IOException {
        var content = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(content);
        zip.begin(name, false, crc.getValue(), content.length, content.length);
        zip.data(content);
        zip.end();
    }

    private ZipFile open() throws IOException {
        return new ZipFile(
                Files.write(folder.resolve("zip"), bytes.toByteArray()).toFile());
    }
}
