package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.imageexchange.imaging.Patient;
import org.imageexchange.imaging.testdata.TestDicom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class DicomHeadersTests {

    private static final List<String> TRANSFER_SYNTAXES = TestDicom.TRANSFER_SYNTAXES;

    @ParameterizedTest
    @FieldSource("TRANSFER_SYNTAXES")
    void a_header_is_read_in_every_transfer_syntax(String transferSyntax) throws IOException {
        TestDicom image = TestDicom.ct()
                .in(transferSyntax)
                .patient("EXAMPLE^Anna", "1234")
                .with(0x00100021, "LO", "NORTHWICK")
                .with(0x00081030, "LO", "CT Thorax")
                .with(0x0008103E, "LO", "Axial")
                .series("1.2.3", 4)
                .number(17);

        var header = DicomHeaders.read(image.stream());

        assertThat(header)
                .isEqualTo(new DicomHeader(
                        transferSyntax,
                        TestDicom.CT_IMAGE,
                        image.sopInstanceUid(),
                        image.studyUid(),
                        "1.2.3",
                        new Patient("EXAMPLE, Anna", "1234", "NORTHWICK", LocalDate.of(1970, 1, 31), "F"),
                        "ACC-1",
                        "CT Thorax",
                        LocalDate.of(2024, 2, 29),
                        LocalTime.of(8, 30, 15),
                        "CT",
                        "Axial",
                        4,
                        17));
    }

    @Test
    void what_is_missing_or_empty_is_an_empty_text_and_no_number() throws IOException {
        TestDicom bare = TestDicom.report()
                .without(0x00080020, 0x00080030, 0x00080050, 0x00080060, 0x00100010, 0x00100020, 0x00100030)
                .with(0x00100040, "CS", "")
                .with(0x00200011, "IS", "")
                .with(0x00200013, "IS", "one");

        var header = DicomHeaders.read(bare.stream());

        assertThat(header.patient()).isEqualTo(new Patient("", "", "", null, ""));
        assertThat(header.accessionNumber()).isEmpty();
        assertThat(header.modality()).isEmpty();
        assertThat(header.studyDescription()).isEmpty();
        assertThat(header.studyDate()).isNull();
        assertThat(header.studyTime()).isNull();
        assertThat(header.seriesNumber()).isNull();
        assertThat(header.instanceNumber()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '\\ISO 2022 IR 87'               | Yamada^Tarou=山田^太郎=やまだ^たろう | Yamada, Tarou (山田, 太郎; やまだ, たろう)
            '\\ISO 2022 IR 149'              | Hong^Gildong=洪^吉洞=홍^길동        | Hong, Gildong (洪, 吉洞; 홍, 길동)
            '\\ISO 2022 IR 58'               | Zhang^XiaoDong=张^小东              | Zhang, XiaoDong (张, 小东)
            ISO_IR 126                       | Διονυσιος                           | Διονυσιος
            ISO_IR 144                       | Люксембург^Роза                     | Люксембург, Роза
            ISO_IR 127                       | قباني^لنزار                         | قباني, لنزار
            ISO_IR 138                       | שרון^דבורה                          | שרון, דבורה
            ISO_IR 166                       | สมชาย^ใจดี                          | สมชาย, ใจดี
            ISO_IR 192                       | Wang^XiaoDong=王^小東                | Wang, XiaoDong (王, 小東)
            GB18030                          | Wang^XiaoDong=王^小东                | Wang, XiaoDong (王, 小东)
            """)
    void names_are_read_in_their_own_character_set(String terms, String name, String expected) throws IOException {
        TestDicom image = TestDicom.ct().characterSets(terms.split("\\\\")).patient(name, "1");

        assertThat(DicomHeaders.read(image.stream()).patient().name()).isEqualTo(expected);
    }

    @Test
    void a_character_set_inside_a_sequence_is_not_the_objects() throws IOException {
        TestDicom image = TestDicom.ct()
                .characterSets("ISO_IR 100")
                .sequence(0x00081110, TestDicom.item().characterSets("ISO_IR 126"))
                .patient("Buc^Jérôme", "1");

        assertThat(DicomHeaders.read(image.stream()).patient().name()).isEqualTo("Buc, Jérôme");
    }

    @Test
    void texts_are_short_and_printable_whatever_the_object_says() throws IOException {
        TestDicom image = TestDicom.ct()
                .characterSets("ISO_IR 192")
                .patient("A\u202Egnp.exe\r\n\tB", "x".repeat(300))
                .with(0x00081030, "LO", "😀".repeat(200));

        var header = DicomHeaders.read(image.stream());

        assertThat(header.patient().name()).isEqualTo("A gnp.exe B");
        assertThat(header.patient().id()).hasSize(255);
        assertThat(header.studyDescription()).hasSize(254).endsWith("😀");
    }

    @ParameterizedTest
    @CsvSource({
        "20240229, 2024-02-29",
        "2024.02.29, 2024-02-29",
        "2024-02-29, 2024-02-29",
        "20230229, ",
        "2024, ",
        "202402, ",
        "00000000, ",
        "tomorrow, "
    })
    void dates_are_read_leniently_and_left_out_when_there_is_no_such_day(String text, LocalDate expected) {
        assertThat(DicomHeaders.date(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "083015, 08:30:15",
        "083015.123456, 08:30:15",
        "08:30:15, 08:30:15",
        "0830, 08:30:00",
        "08, 08:00:00",
        "235960, 23:59:59",
        "240000, ",
        "8, ",
        "noon, "
    })
    void times_are_read_leniently_and_left_out_when_there_is_no_such_time(String text, LocalTime expected) {
        assertThat(DicomHeaders.time(text)).isEqualTo(expected);
    }

    @Test
    void reading_ends_where_the_pixels_begin() throws IOException {
        byte[] file = TestDicom.ct().pixels(512, 512, 1).bytes();
        var stream = new ByteArrayInputStream(file);

        DicomHeaders.read(stream);

        assertThat(stream.available()).isGreaterThan(400_000);
    }

    @Test
    void known_attributes_of_unknown_type_are_read_by_the_dictionary() throws IOException {
        TestDicom image = TestDicom.ct();
        image.with(0x00100010, "UN", "EXAMPLE^Unknown".getBytes(StandardCharsets.US_ASCII));

        assertThat(DicomHeaders.read(image.stream()).patient().name()).isEqualTo("EXAMPLE, Unknown");
    }

    @Test
    void what_is_no_sound_object_is_an_io_exception() {
        byte[] file = TestDicom.ct().bytes();

        for (byte[] unsound : new byte[][] {
            {}, new byte[4096], Arrays.copyOf(file, 600), TestDicom.ct().dataSet()
        }) {
            assertThatThrownBy(() -> DicomHeaders.read(new ByteArrayInputStream(unsound)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void nothing_that_is_read_is_printed() throws IOException {
        var header = DicomHeaders.read(TestDicom.ct().patient("SECRET", "SECRET").stream());

        assertThat(header.toString()).doesNotContain("SECRET");
    }
}
