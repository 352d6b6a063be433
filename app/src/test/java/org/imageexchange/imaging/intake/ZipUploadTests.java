package org.imageexchange.imaging.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.imaging.TestObject;
import org.imageexchange.imaging.intake.IntakeResult.Ignored;
import org.imageexchange.imaging.intake.IntakeResult.Refused;
import org.imageexchange.imaging.intake.IntakeResult.Stored;
import org.junit.jupiter.api.Test;

class ZipUploadTests {

    private static final StudyId STUDY = new StudyId(UUID.randomUUID());

    private final Map<String, byte[]> taken = new HashMap<>();

    private IntakeResult take(String name, InputStream object) throws IOException {
        taken.put(name, object.readAllBytes());
        return new Stored(name, STUDY);
    }

    private List<IntakeResult> upload(byte[] zip) throws IOException {
        return upload(new ByteArrayInputStream(zip), ZipUpload.Limits.DEFAULT);
    }

    private List<IntakeResult> upload(InputStream zip, ZipUpload.Limits limits) throws IOException {
        return new ZipUpload("images.zip", limits, this::take).take(zip);
    }

    /** A zip that a test puts together entry by entry. */
    private static final class Zip {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final ZipOutputStream zip = new ZipOutputStream(bytes);

        Zip with(String name, byte[] content) {
            return with(new ZipEntry(name), content);
        }

        Zip stored(String name, byte[] content) {
            var entry = new ZipEntry(name);
            var crc32 = new CRC32();
            crc32.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc32.getValue());
            return with(entry, content);
        }

        private Zip with(ZipEntry entry, byte[] content) {
            try {
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        byte[] bytes() {
            try {
                zip.close();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void each_entry_is_taken_byte_for_byte() throws IOException {
        var first = TestObject.ofPatient("P1").bytes();
        var second = TestObject.ofPatient("P1").withPixels(1 << 20).bytes();

        var results = upload(new Zip()
                .with("a/", new byte[0])
                .with("a/1.dcm", first)
                .stored("a/2", second)
                .bytes());

        assertThat(results).containsExactly(new Stored("a/1.dcm", STUDY), new Stored("a/2", STUDY));
        assertThat(taken.get("a/1.dcm")).isEqualTo(first);
        assertThat(taken.get("a/2")).isEqualTo(second);
    }

    @Test
    void a_zip_is_known_by_its_content() throws IOException {
        assertThat(kindOf(new Zip().with("a", new byte[10]).bytes())).isEqualTo(FileKind.ZIP);
        assertThat(kindOf(new Zip().bytes())).isEqualTo(FileKind.ZIP);
        assertThat(kindOf(new byte[0])).isEqualTo(FileKind.EMPTY);
        assertThat(kindOf("PK".getBytes(StandardCharsets.US_ASCII))).isEqualTo(FileKind.OTHER);

        var dicomThatBeginsLikeAZip = TestObject.ofPatient("P1").bytes();
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, dicomThatBeginsLikeAZip, 0, 4);
        assertThat(kindOf(dicomThatBeginsLikeAZip)).isEqualTo(FileKind.OTHER);
    }

    private static FileKind kindOf(byte[] content) throws IOException {
        var stream = new PushbackInputStream(new ByteArrayInputStream(content), FileKind.LOOKED_AT);
        var kind = FileKind.of(stream);
        assertThat(stream.readAllBytes()).isEqualTo(content);
        return kind;
    }

    @Test
    void a_zip_inside_a_zip_is_refused_and_the_rest_taken() throws IOException {
        var inner = new Zip().with("x", new byte[10]).bytes();

        var results = upload(
                new Zip().with("inner.zip", inner).with("a", new byte[200]).bytes());

        assertThat(results).hasSize(2);
        assertThat(results.getFirst()).isInstanceOf(Refused.class);
        assertThat(results.getLast()).isInstanceOf(Stored.class);
    }

    @Test
    void empty_entries_and_empty_zips_are_said() throws IOException {
        assertThat(upload(new Zip().with("a", new byte[0]).bytes()))
                .singleElement()
                .isInstanceOf(Ignored.class);
        assertThat(upload(new Zip().bytes())).singleElement().isInstanceOf(Ignored.class);
    }

    @Test
    void a_zip_that_unpacks_to_too_much_is_stopped_early() throws IOException {
        var limits = new ZipUpload.Limits(100, 1 << 20, 1_000_000, Long.MAX_VALUE);

        var results = upload(
                new ByteArrayInputStream(new Zip()
                        .with("a", new byte[700_000])
                        .with("bomb", new byte[100 << 20])
                        .with("c", new byte[10])
                        .bytes()),
                limits);

        assertThat(results).first().isInstanceOf(Stored.class);
        assertThat(results).last().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.file()).isEqualTo("images.zip");
            assertThat(refused.reason()).contains("unpacks to more than");
        });
        assertThat(taken).doesNotContainKeys("bomb", "c");
    }

    @Test
    void a_zip_that_packs_far_better_than_images_is_stopped() throws IOException {
        var limits = new ZipUpload.Limits(100, Long.MAX_VALUE, 100, 1 << 20);

        var results = upload(
                new ByteArrayInputStream(
                        new Zip().with("bomb", new byte[50 << 20]).bytes()),
                limits);

        assertThat(results)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("100 times"));
        assertThat(taken).isEmpty();
    }

    @Test
    void what_nobody_wants_of_an_entry_counts_as_well() throws IOException {
        var limits = new ZipUpload.Limits(100, Long.MAX_VALUE, 100, 1 << 20);
        var zip = new Zip().with("bomb", new byte[50 << 20]).bytes();

        var results = new ZipUpload("images.zip", limits, (name, object) -> new Ignored(name, "Not wanted"))
                .take(new ByteArrayInputStream(zip));

        assertThat(results)
                .last()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("100 times"));
    }

    @Test
    void what_a_folder_holds_counts_as_well() throws IOException {
        var limits = new ZipUpload.Limits(100, Long.MAX_VALUE, 100, 1 << 20);
        var zip = new Zip().with("bomb/", new byte[50 << 20]).bytes();

        var results = upload(new ByteArrayInputStream(zip), limits);

        assertThat(results)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("100 times"));
    }

    @Test
    void a_zip_of_too_many_entries_is_stopped() throws IOException {
        var limits = new ZipUpload.Limits(3, Long.MAX_VALUE, 1000, Long.MAX_VALUE);
        var zip = new Zip();
        for (int i = 0; i < 5; i++) {
            zip.with("entry " + i, new byte[] {1});
        }

        var results = upload(new ByteArrayInputStream(zip.bytes()), limits);

        assertThat(results).hasSize(4);
        assertThat(results)
                .last()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("more than 3 files"));
    }

    @Test
    void a_zip_that_was_cut_is_damaged_and_what_came_before_is_taken() throws IOException {
        var zip = new Zip()
                .with("a", TestObject.ofPatient("P1").bytes())
                .with("b", TestObject.ofPatient("P1").withPixels(1 << 20).bytes())
                .bytes();

        var results = upload(Arrays.copyOf(zip, zip.length / 2));

        assertThat(results).hasSize(2);
        assertThat(results.getFirst()).isInstanceOf(Stored.class);
        assertThat(results.getLast())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("damaged or incomplete"));
        assertThat(taken).containsOnlyKeys("a");
    }

    @Test
    void an_upload_that_breaks_off_is_no_damaged_zip() {
        var zip = new Zip()
                .with("a", TestObject.ofPatient("P1").withPixels(1 << 20).bytes())
                .bytes();
        var half = new ByteArrayInputStream(zip, 0, zip.length / 2);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> upload(new SequenceInputStream(half, new IntakeTests.Broken()), ZipUpload.Limits.DEFAULT))
                .withMessage("Connection reset");
    }

    @Test
    void trouble_of_the_storage_is_no_damaged_zip() {
        var zip = new Zip().with("a", new byte[1000]).bytes();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ZipUpload("images.zip", ZipUpload.Limits.DEFAULT, (name, object) -> {
                            throw new IOException("Disk on fire");
                        })
                        .take(new ByteArrayInputStream(zip)))
                .withMessage("Disk on fire");
    }

    @Test
    void names_that_point_elsewhere_are_only_words_in_the_report() throws IOException {
        var results = upload(new Zip()
                .with("../../../etc/passwd", new byte[200])
                .with("/absolute\u202e", new byte[200])
                .bytes());

        assertThat(results).containsExactly(new Stored("../../../etc/passwd", STUDY), new Stored("/absolute", STUDY));
    }

    @Test
    void flipped_bits_anywhere_are_survived() throws IOException {
        var zip = new Zip()
                .with("a", TestObject.ofPatient("P1").bytes())
                .stored("b", TestObject.ofPatient("P1").bytes())
                .bytes();
        var outcomes = new ArrayList<List<IntakeResult>>();

        for (int at = 4; at < zip.length; at++) {
            var flipped = zip.clone();
            flipped[at] ^= (byte) 0xff;
            outcomes.add(upload(flipped));
        }

        assertThat(outcomes).allSatisfy(results -> assertThat(results).isNotEmpty());
    }

    @Test
    void encrypted_entries_are_refused_with_a_reason() throws IOException {
        var zip = new Zip().stored("secret", new byte[100]).bytes();
        zip[6] |= 1; // general purpose bit 0: encrypted

        var results = upload(zip);

        assertThat(results)
                .first()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("encrypted"));
        assertThat(taken).isEmpty();
    }

    @Test
    void a_small_zip_of_black_images_is_taken_however_well_it_packs() throws IOException {
        var results = upload(new Zip().with("black", new byte[8 << 20]).bytes());

        assertThat(results).containsExactly(new Stored("black", STUDY));
    }
}
