package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.imageexchange.imaging.dicom.TextDecoder.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDecoderTests {

    /** Examples of PS3.5, annexes H to K, and names in every single-byte set. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ISO_IR 100                        | 4275635e4ae972f46d65                                             | Buc^Jérôme
            ISO_IR 101                        | 57a36f64617263                                                   | WŁodarc
            ISO_IR 144                        | bbeedcf3                                                         | Люмѓ
            ISO_IR 127                        | e2c8c7e6ea5ee4e6d2c7d1                                           | قباني^لنزار
            ISO_IR 126                        | c4e9efedf5f3e9eff2                                               | Διονυσιος
            ISO_IR 138                        | f9f8e5ef5ee3e1e5f8e4                                             | שרון^דבורה
            ISO_IR 148                        | dd7a6d6972                                                       | İzmir
            ISO_IR 203                        | a4                                                               | €
            ISO_IR 166                        | a1d25ea2d2                                                       | กา^ขา
            ISO_IR 13                         | d4cfc0de5ec0dbb3                                                 | ﾔﾏﾀﾞ^ﾀﾛｳ
            ISO_IR 192                        | 57616e673de78e8b5ee5b08fe69db1                                   | Wang=王^小東
            GB18030                           | 57616e673dcdf55ed0a1b6ab                                         | Wang=王^小东
            GBK                               | 57616e673dcdf55ed0a1b6ab                                         | Wang=王^小东
            '\\ISO 2022 IR 87'                | 59616d6164613d1b24423b3345441b28425e1b24424240 4f3a1b2842        | Yamada=山田^太郎
            'ISO 2022 IR 13\\ISO 2022 IR 87'  | d4cfc0de3d1b24423b3345441b284a5e1b244242404f3a1b284a             | ﾔﾏﾀﾞ=山田^太郎
            '\\ISO 2022 IR 149'               | 486f6e673d1b242943fbf35e1b242943d1ced4d7                         | Hong=洪^吉洞
            '\\ISO 2022 IR 58'                | 5a68616e673d1b242941d5c55e1b242941d0a1b6ab                       | Zhang=张^小东
            '\\ISO 2022 IR 87\\ISO 2022 IR 159' | 1b24284430211b28425e1b24423b331b2842                           | 丂^山
            'ISO 2022 IR 100\\ISO 2022 IR 126' | e95ee91b2d46c45ee9                                              | é^éΔ^é
            '\\ISO 2022 IR 166'               | 1b2d54a1d2                                                       | กา
            """)
    void texts_are_read_in_the_sets_that_are_named(String terms, String hex, String expected) {
        byte[] value = HexFormat.of().parseHex(hex.replace(" ", ""));

        String decoded = TextDecoder.of(List.of(terms.split("\\\\"))).decode(value, Kind.NAMES);

        assertThat(decoded).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ISO-IR 100", "ISO_IR_100", "ISO IR 100", "iso_ir 100", "ISO 2022 IR 100"})
    void misspelt_terms_are_understood(String term) {
        assertThat(TextDecoder.of(List.of(term)).decode(new byte[] {(byte) 0xe9}, Kind.VALUES))
                .isEqualTo("é");
    }

    @Test
    void a_text_without_a_named_set_is_utf_8_if_it_can_be_and_else_latin_1() {
        for (List<String> terms : List.of(List.<String>of(), List.of(""), List.of("NO SUCH SET"))) {
            var decoder = TextDecoder.of(terms);

            assertThat(decoder.decode("山田".getBytes(StandardCharsets.UTF_8), Kind.VALUES))
                    .isEqualTo("山田");
            assertThat(decoder.decode("Jérôme".getBytes(StandardCharsets.ISO_8859_1), Kind.VALUES))
                    .isEqualTo("Jérôme");
        }
    }

    @Test
    void a_backslash_inside_a_character_of_two_bytes_delimits_nothing() {
        byte[] kanji = HexFormat.of().parseHex("1b2442" + "305c" + "1b2842" + "5c" + "61"); // 0x305C is 移

        assertThat(TextDecoder.of(List.of("", "ISO 2022 IR 87")).decode(kanji, Kind.VALUES))
                .isEqualTo("移\\a");
        byte[] gbk = "乗a".getBytes(Charset.forName("GB18030"));
        assertThat(TextDecoder.of(List.of("GB18030")).decode(gbk, Kind.VALUES)).isEqualTo("乗a");
    }

    @Test
    void korean_whose_escape_was_left_out_behind_a_delimiter_is_still_korean() {
        byte[] name = HexFormat.of().parseHex("1b242943c8ab5eb1e6b5bf");

        assertThat(TextDecoder.of(List.of("", "ISO 2022 IR 149")).decode(name, Kind.NAMES))
                .isEqualTo("홍^길동");
    }

    @Test
    void japanese_that_was_not_escaped_back_ends_at_the_delimiter() {
        byte[] text = HexFormat.of().parseHex("1b24423b33" + "0d0a" + "6162");

        assertThat(TextDecoder.of(List.of("", "ISO 2022 IR 87")).decode(text, Kind.TEXT))
                .isEqualTo("山\r\nab");
    }

    @Test
    void broken_escapes_and_half_characters_harm_nothing() {
        var decoder = TextDecoder.of(List.of("", "ISO 2022 IR 87"));

        assertThat(decoder.decode(HexFormat.of().parseHex("61" + "1b"), Kind.VALUES))
                .startsWith("a");
        assertThat(decoder.decode(HexFormat.of().parseHex("61" + "1b24"), Kind.VALUES))
                .startsWith("a");
        assertThat(decoder.decode(HexFormat.of().parseHex("61" + "1b2442" + "3b"), Kind.VALUES))
                .startsWith("a");
        assertThat(decoder.decode(HexFormat.of().parseHex("61" + "1b2a7f62"), Kind.VALUES))
                .startsWith("a");
    }
}
