package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.imageexchange.imaging.dicom.GateResult.NotAnInstance;
import org.imageexchange.imaging.dicom.GateResult.Passed;
import org.imageexchange.imaging.dicom.GateResult.Refused;
import org.imageexchange.imaging.testdata.TestDicom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomGateTests {

    private static final List<String> TRANSFER_SYNTAXES = TestDicom.TRANSFER_SYNTAXES;

    private final DicomGate gate = new DicomGate(GateLimits.DEFAULT);

    @ParameterizedTest
    @FieldSource("TRANSFER_SYNTAXES")
    void an_image_passes_in_every_transfer_syntax_and_is_read_to_its_end(String transferSyntax) throws IOException {
        for (TestDicom image : new TestDicom[] {
            TestDicom.ct().in(transferSyntax),
            TestDicom.multiFrame(3).in(transferSyntax).fragments(100),
            withSequences().in(transferSyntax),
            withSequences().in(transferSyntax).undefinedLengths()
        }) {
            byte[] file = image.bytes();
            var stream = new ByteArrayInputStream(file);

            var result = gate.inspect(stream);

            assertThat(result).isInstanceOfSatisfying(Passed.class, passed -> {
                assertThat(passed.transferSyntaxUid()).isEqualTo(transferSyntax);
                assertThat(passed.sopClassUid()).isEqualTo(image.sopClassUid());
                assertThat(passed.sopInstanceUid()).isEqualTo(image.sopInstanceUid());
                assertThat(passed.studyInstanceUid()).isEqualTo(image.studyUid());
                assertThat(passed.seriesInstanceUid()).isEqualTo(image.seriesUid());
                assertThat(passed.effort().bytes()).isEqualTo(file.length);
                assertThat(passed.effort().elements()).isGreaterThan(20);
            });
            assertThat(stream.available()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("org.imageexchange.imaging.testdata.TestDicom#oneOfEachKind")
    void every_kind_of_object_passes(TestDicom object) throws IOException {
        assertThat(gate.inspect(object.stream())).isInstanceOf(Passed.class);
    }

    @Test
    void the_stream_is_only_read_so_that_a_copy_made_on_the_way_is_whole() throws IOException {
        var unskippable = new FilterInputStream(TestDicom.pdf(1_000_000).stream()) {
            @Override
            public long skip(long count) {
                throw new AssertionError("would leave a hole in the copy");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 7)); // as a slow network gives it
            }
        };

        assertThat(gate.inspect(unskippable)).isInstanceOf(Passed.class);
    }

    @Test
    void a_failing_stream_is_no_verdict_on_the_object() {
        var failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the connection broke");
            }
        };

        assertThatThrownBy(() -> gate.inspect(failing))
                .isInstanceOf(IOException.class)
                .hasMessage("the connection broke");
    }

    @Test
    void a_file_without_part_10_header_is_refused_and_told_so() throws IOException {
        for (String transferSyntax : new String[] {TestDicom.EXPLICIT, TestDicom.IMPLICIT, TestDicom.BIG_ENDIAN}) {
            byte[] bare = TestDicom.ct().in(transferSyntax).dataSet();

            assertThat(reason(bare)).contains("no DICOM Part 10 header");
        }
    }

    @Test
    void a_prefix_without_preamble_is_no_part_10_header_either() throws IOException {
        byte[] file = TestDicom.ct().bytes();

        assertThat(reason(Arrays.copyOfRange(file, 128, file.length))).contains("no DICOM Part 10 header");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        assertThat(reason(new byte[0])).isEqualTo("The file is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Read me first.", "PK\u0003\u0004 a zip of something", "\u0000"})
    void other_files_beside_the_images_are_passed_over(String content) throws IOException {
        var result = gate.inspect(new ByteArrayInputStream(content.repeat(50).getBytes(StandardCharsets.UTF_8)));

        assertThat(result)
                .isInstanceOfSatisfying(
                        NotAnInstance.class, not -> assertThat(not.reason()).isEqualTo("This is not a DICOM file."));
    }

    @Test
    void a_dicomdir_is_passed_over_without_reading_it() throws IOException {
        var directory = TestDicom.of("1.2.840.10008.1.3.10").pixels(1024, 1024, 1);

        var result = gate.inspect(directory.stream());

        assertThat(result).isInstanceOf(NotAnInstance.class);
        assertThat(result.effort().bytes()).isLessThan(100_000);
    }

    @Test
    void a_missing_group_length_of_the_header_is_tolerated() throws IOException {
        assertThat(gate.inspect(TestDicom.ct().withoutMeta(0).stream())).isInstanceOf(Passed.class);
    }

    @Test
    void a_wrong_group_length_of_the_header_is_not() throws IOException {
        byte[] file = TestDicom.ct().bytes();
        file[140] += 8;

        assertThat(reason(file)).contains("header is damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x02, 0x03, 0x10})
    void a_header_that_does_not_say_what_the_file_holds_is_refused(int element) throws IOException {
        assertThat(reason(TestDicom.ct().withoutMeta(element))).contains("does not say what the file holds");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x02, 0x03})
    void a_header_that_names_another_object_is_refused(int element) throws IOException {
        assertThat(reason(TestDicom.ct().meta(element, "1.2.3"))).contains("names another image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.77", "1.2.840.113619.5.2"})
    void an_unknown_transfer_syntax_is_refused_by_name(String transferSyntax) throws IOException {
        assertThat(reason(TestDicom.ct().meta(0x10, transferSyntax)))
                .contains("transfer syntax")
                .contains(transferSyntax);
    }

    @Test
    void an_object_whose_pixels_are_on_a_server_is_refused() throws IOException {
        assertThat(reason(TestDicom.ct().meta(0x10, "1.2.840.10008.1.2.4.94"))).contains("no pixels");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00080016, 0x00080018, 0x0020000D, 0x0020000E})
    void an_object_without_one_of_its_identifiers_is_refused(int tag) throws IOException {
        TestDicom lacking =
                TestDicom.ct().meta(2, TestDicom.CT_IMAGE).meta(3, "1.2.3").without(tag);

        assertThat(reason(lacking)).contains("can't be filed");
        assertThat(reason(lacking.with(tag, "UI", ""))).contains("can't be filed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "1.2.3a",
                "1..2",
                ".1.2",
                "1.2.",
                "1",
                "1.2.3\\1.2.4",
                "1.234567890123456789012345678901234567890123456789012345678901234"
            })
    void an_identifier_that_is_none_is_refused(String uid) throws IOException {
        assertThat(reason(TestDicom.ct().study(uid))).contains("not a sound one");
    }

    @Test
    void identifiers_padded_with_a_space_or_with_leading_zeros_are_tolerated() throws IOException {
        assertThat(gate.inspect(TestDicom.ct().study("1.2.03 ").stream()))
                .isInstanceOfSatisfying(
                        Passed.class,
                        passed -> assertThat(passed.studyInstanceUid()).isEqualTo("1.2.03"));
    }

    @Test
    void an_identifier_given_twice_is_refused() throws IOException {
        byte[] file = TestDicom.report().bytes();
        byte[] again = TestDicom.item().with(0x0020000D, "UI", "1.2.3").dataSet();

        assertThat(reason(HostileDicom.join(file, again))).contains("twice");
    }

    @Test
    void identifiers_inside_a_sequence_are_not_the_objects() throws IOException {
        TestDicom image = TestDicom.ct()
                .without(0x0020000D)
                .sequence(0x00081110, TestDicom.item().study("1.2.3"));

        assertThat(reason(image)).contains("Study Instance UID");
    }

    @Test
    void identifiers_behind_the_pixels_come_too_late() throws IOException {
        TestDicom image = TestDicom.ct().without(0x0020000D);
        byte[] late = TestDicom.item().with(0x0020000D, "UI", "1.2.3").dataSet();

        assertThat(reason(HostileDicom.join(image.bytes(), late))).contains("Study Instance UID");
    }

    @ParameterizedTest
    @FieldSource("TRANSFER_SYNTAXES")
    void a_file_that_was_cut_off_anywhere_is_refused(String transferSyntax) throws IOException {
        byte[] file = withSequences().in(transferSyntax).undefinedLengths().bytes();
        int complete = file.length - 8; // behind the last byte of pixels or the delimiter of the last fragment
        for (int length = 1; length < complete; length += 13) {
            var result = gate.inspect(new ByteArrayInputStream(file, 0, length));

            assertThat(result).as("%d of %d bytes", length, file.length).isNotInstanceOf(Passed.class);
        }
    }

    @Test
    void zeros_behind_the_data_set_are_tolerated() throws IOException {
        for (int zeros : new int[] {1, 2, 8, 511, 100_000}) {
            byte[] padded = HostileDicom.join(TestDicom.ct().bytes(), new byte[zeros]);

            assertThat(gate.inspect(new ByteArrayInputStream(padded))).isInstanceOf(Passed.class);
        }
    }

    @Test
    void trailing_padding_as_dicom_has_it_is_tolerated() throws IOException {
        byte[] padding = TestDicom.item().with(0xFFFCFFFC, "OB", new byte[100]).dataSet();

        assertThat(gate.inspect(new ByteArrayInputStream(
                        HostileDicom.join(TestDicom.ct().bytes(), padding))))
                .isInstanceOf(Passed.class);
    }

    @Test
    void anything_else_behind_the_data_set_is_refused() throws IOException {
        byte[] page = "<html>your session has expired</html>".getBytes(StandardCharsets.US_ASCII);

        assertThat(reason(HostileDicom.join(TestDicom.ct().bytes(), page))).contains("damaged");
        assertThat(reason(HostileDicom.join(TestDicom.ct().bytes(), new byte[8], page)))
                .contains("damaged");
        assertThat(reason(
                        HostileDicom.join(TestDicom.ct().in(TestDicom.DEFLATED).bytes(), page)))
                .contains("not DICOM");
    }

    @Test
    void the_checksum_that_gzip_leaves_behind_a_deflated_data_set_is_tolerated() throws IOException {
        byte[] trailer = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] file;
        do { // a zero at the end may be padding, or the stream's own last byte: one without is surely whole
            file = TestDicom.ct().in(TestDicom.DEFLATED).bytes();
        } while (file[file.length - 1] == 0);

        assertThat(gate.inspect(new ByteArrayInputStream(HostileDicom.join(file, trailer))))
                .isInstanceOf(Passed.class);
    }

    @Test
    void a_damaged_deflated_data_set_is_refused() throws IOException {
        byte[] file = TestDicom.ct().in(TestDicom.DEFLATED).bytes();
        Arrays.fill(file, file.length - 200, file.length, (byte) 0xff);

        assertThat(gate.inspect(new ByteArrayInputStream(file))).isInstanceOf(Refused.class);
    }

    @Test
    void nesting_is_limited() throws IOException {
        TestDicom nest = TestDicom.item().with(0x00080100, "SH", "X");
        for (int depth = 0; depth < 64; depth++) {
            nest = TestDicom.item().sequence(0x00081140, nest);
        }

        assertThat(gate.inspect(TestDicom.ct().sequence(0x00400555, nest).stream()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("64 levels"));
        TestDicom allowed = TestDicom.item().sequence(0x00400555, TestDicom.item());
        assertThat(gate.inspect(TestDicom.ct().sequence(0x00400555, allowed).stream()))
                .isInstanceOf(Passed.class);
    }

    @Test
    void limits_hold_for_elements_items_texts_and_the_file() throws IOException {
        var tight = new GateLimits(4, 40, 35, 5, 20_000, 1_000, 1L << 20, 100);
        var gate = new DicomGate(tight);

        assertThat(gate.inspect(TestDicom.ct().stream())).isInstanceOf(Passed.class);
        assertThat(reason(gate, TestDicom.report())).contains("more attributes");
        assertThat(reason(gate, TestDicom.multiFrame(6).in(TestDicom.RLE))).contains("items or pieces");
        assertThat(reason(gate, TestDicom.ct().with(0x00204000, "LT", "x".repeat(1_001))))
                .contains("text of more");
        assertThat(reason(gate, TestDicom.pdf(30_000))).contains("larger than");
    }

    @Test
    void what_is_inflated_is_limited_in_size_and_in_ratio() throws IOException {
        var small = new DicomGate(new GateLimits(64, 1_000, 1_000, 1_000, 1L << 30, 1_000, 50_000, 1_000));
        TestDicom black = TestDicom.ct()
                .with(0x00091001, "UN", new byte[40 << 20]) // a thousandth of it once deflated
                .in(TestDicom.DEFLATED);

        assertThat(reason(small, TestDicom.ct().pixels(256, 256, 1).in(TestDicom.DEFLATED)))
                .contains("when it is unpacked");
        assertThat(reason(black)).contains("1000 times");
    }

    @Test
    void an_all_black_image_may_be_deflated_a_thousandfold() throws IOException {
        TestDicom black =
                TestDicom.ct().with(0x7FE00010, "OW", new byte[8 << 20]).in(TestDicom.DEFLATED);

        assertThat(gate.inspect(black.stream())).isInstanceOf(Passed.class);
    }

    @Test
    void padding_is_limited() throws IOException {
        byte[] half = HostileDicom.join(TestDicom.ct().bytes(), new byte[2 << 20]);

        assertThat(reason(half)).contains("damaged");
    }

    @Test
    void an_image_without_pixels_is_taken_for_cut_off() throws IOException {
        assertThat(reason(TestDicom.of(TestDicom.CT_IMAGE))).contains("no pixels");
        assertThat(reason(TestDicom.of("1.2.3.4").with(0x00280010, "US", 512))).contains("no pixels");
        assertThat(gate.inspect(TestDicom.of("1.2.3.4").stream())).isInstanceOf(Passed.class);
    }

    @Test
    void values_that_are_not_text_may_be_long() throws IOException {
        var limits = new GateLimits(64, 1_000, 1_000, 1_000, 1L << 30, 1_000, 1L << 30, 100);

        assertThat(new DicomGate(limits).inspect(TestDicom.pdf(30_000).stream()))
                .isInstanceOf(Passed.class);
    }

    @Test
    void reading_stops_soon_after_the_reason_to_refuse() throws IOException {
        InputStream endless = new SequenceInputStream(TestDicom.ct().study("no uid").stream(), new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        });

        var result = gate.inspect(endless);

        assertThat(result).isInstanceOf(Refused.class);
        assertThat(result.effort().bytes()).isLessThan(200_000);
    }

    @Test
    void pixels_are_compressed_exactly_when_the_transfer_syntax_says_so() throws IOException {
        assertThat(reason(TestDicom.ct().meta(0x10, TestDicom.RLE))).contains("compressed, but they are not");
        assertThat(reason(TestDicom.ct().in(TestDicom.RLE).meta(0x10, TestDicom.EXPLICIT)))
                .contains("not compressed, but they are");
    }

    @Test
    void values_of_an_odd_length_are_tolerated() throws IOException {
        byte[] comment = HostileDicom.join(new byte[] {0x10, 0, 0, 0x40, 'L', 'T', 3, 0}, new byte[] {'o', 'd', 'd'});
        byte[] file = TestDicom.report().without(0x0040A073).bytes();

        assertThat(gate.inspect(new ByteArrayInputStream(HostileDicom.join(file, comment))))
                .isInstanceOf(Passed.class);
    }

    private static TestDicom withSequences() {
        return TestDicom.ct()
                .sequence(
                        0x00081115,
                        TestDicom.item()
                                .sequence(
                                        0x00081140, TestDicom.item().with(0x00081155, "UI", "1.2.3"), TestDicom.item())
                                .with(0x0020000E, "UI", "1.2.4"))
                .sequence(0x00082112)
                .sequence(0x00091001, TestDicom.item().with(0x00091002, "UN", new byte[3]));
    }

    private String reason(TestDicom object) throws IOException {
        return reason(object.bytes());
    }

    private String reason(byte[] file) throws IOException {
        return reason(gate, new ByteArrayInputStream(file));
    }

    private static String reason(DicomGate gate, TestDicom object) throws IOException {
        return reason(gate, object.stream());
    }

    private static String reason(DicomGate gate, InputStream file) throws IOException {
        return switch (gate.inspect(file)) {
            case Refused refused -> refused.reason();
            case Passed passed -> "passed";
            case NotAnInstance not -> not.reason();
        };
    }
}
