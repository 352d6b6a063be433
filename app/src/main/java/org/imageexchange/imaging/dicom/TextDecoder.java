package org.imageexchange.imaging.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts in the character sets that an object names (PS3.3, C.12.1.1.2), with the escape sequences of ISO 2022.
 *
 * <p>Ours, since the toolkit takes a missing or misspelt character set for GBK and makes Chinese of it. Lenient where
 * files are: where no set is named that is known, the text is UTF-8 if it can be, and else Latin 1.
 */
final class TextDecoder {

    /** Where a text returns to its first character set by itself (PS3.5, 6.1.2.5.3). */
    enum Kind {
        /** One text, with line ends. */
        TEXT("\t\n\f\r"),
        /** Values, between backslashes. */
        VALUES("\t\n\f\r\\"),
        /** Names, of components and groups. */
        NAMES("\t\n\f\r\\^=");

        private final String delimiters;

        Kind(String delimiters) {
            this.delimiters = delimiters;
        }

        boolean endsAt(int character) {
            return delimiters.indexOf(character) >= 0;
        }
    }

    /** A set of characters, once it is designated to a half of the code table. */
    private record Repertoire(Charset charset, boolean twoBytes, boolean rightHalf) {

        static Repertoire left(String charset, boolean twoBytes) {
            return new Repertoire(Charset.forName(charset), twoBytes, false);
        }

        static Repertoire right(String charset, boolean twoBytes) {
            return new Repertoire(Charset.forName(charset), twoBytes, true);
        }
    }

    private static final Repertoire ASCII = Repertoire.left("US-ASCII", false);
    private static final Repertoire LATIN_1 = Repertoire.right("ISO-8859-1", false);
    private static final Repertoire LATIN_2 = Repertoire.right("ISO-8859-2", false);
    private static final Repertoire LATIN_3 = Repertoire.right("ISO-8859-3", false);
    private static final Repertoire LATIN_4 = Repertoire.right("ISO-8859-4", false);
    private static final Repertoire LATIN_5 = Repertoire.right("ISO-8859-9", false);
    private static final Repertoire LATIN_9 = Repertoire.right("ISO-8859-15", false);
    private static final Repertoire CYRILLIC = Repertoire.right("ISO-8859-5", false);
    private static final Repertoire ARABIC = Repertoire.right("ISO-8859-6", false);
    private static final Repertoire GREEK = Repertoire.right("ISO-8859-7", false);
    private static final Repertoire HEBREW = Repertoire.right("ISO-8859-8", false);
    private static final Repertoire THAI = Repertoire.right("TIS-620", false);
    private static final Repertoire KATAKANA = Repertoire.right("JIS_X0201", false);
    private static final Repertoire KANJI = Repertoire.left("x-JIS0208", true);
    private static final Repertoire KANJI_SUPPLEMENT = Repertoire.left("JIS_X0212-1990", true);
    private static final Repertoire KOREAN = Repertoire.right("EUC-KR", true);
    private static final Repertoire CHINESE = Repertoire.right("GB2312", true);

    /** By what follows the escape character. */
    private static final Map<String, Repertoire> ESCAPES = Map.ofEntries(
            Map.entry("(B", ASCII),
            Map.entry("(J", ASCII), // Japanese Roman: yen and overline stand where they delimit as backslash and tilde
            Map.entry(")I", KATAKANA),
            Map.entry("$B", KANJI),
            Map.entry("$@", KANJI),
            Map.entry("$(D", KANJI_SUPPLEMENT),
            Map.entry("$)C", KOREAN),
            Map.entry("$)A", CHINESE),
            Map.entry("-A", LATIN_1),
            Map.entry("-B", LATIN_2),
            Map.entry("-C", LATIN_3),
            Map.entry("-D", LATIN_4),
            Map.entry("-F", GREEK),
            Map.entry("-G", ARABIC),
            Map.entry("-H", HEBREW),
            Map.entry("-L", CYRILLIC),
            Map.entry("-M", LATIN_5),
            Map.entry("-T", THAI),
            Map.entry("-b", LATIN_9));

    /** By the number of the set in the register, as the defined terms give it. */
    private static final Map<String, Repertoire> NUMBERS = Map.ofEntries(
            Map.entry("100", LATIN_1),
            Map.entry("101", LATIN_2),
            Map.entry("109", LATIN_3),
            Map.entry("110", LATIN_4),
            Map.entry("144", CYRILLIC),
            Map.entry("127", ARABIC),
            Map.entry("126", GREEK),
            Map.entry("138", HEBREW),
            Map.entry("148", LATIN_5),
            Map.entry("203", LATIN_9),
            Map.entry("166", THAI),
            Map.entry("13", KATAKANA),
            Map.entry("149", KOREAN),
            Map.entry("58", CHINESE));

    private static final TextDecoder DEFAULT = new TextDecoder(null, null);

    private final @Nullable Charset whole;
    private final @Nullable Repertoire initialRight;

    private TextDecoder(@Nullable Charset whole, @Nullable Repertoire initialRight) {
        this.whole = whole;
        this.initialRight = initialRight;
    }

    /** @param terms the values of Specific Character Set, none where there is none */
    static TextDecoder of(List<String> terms) {
        if (terms.isEmpty()) {
            return DEFAULT;
        }
        String first = normalized(terms.getFirst());
        switch (first) {
            case "192", "UTF8" -> {
                return new TextDecoder(StandardCharsets.UTF_8, null);
            }
            case "GB18030" -> {
                return new TextDecoder(Charset.forName("GB18030"), null);
            }
            case "GBK" -> {
                return new TextDecoder(Charset.forName("GBK"), null);
            }
            default -> {
                Repertoire right = NUMBERS.get(first);
                if (right == null) {
                    right = twoByteSetOf(terms);
                }
                return new TextDecoder(null, right);
            }
        }
    }

    /** Korean and Chinese files are seen that leave out the escape after a delimiter: what else could they mean? */
    private static @Nullable Repertoire twoByteSetOf(List<String> terms) {
        return terms.stream()
                .map(term -> NUMBERS.get(normalized(term)))
                .filter(set -> set != null && set.twoBytes())
                .findFirst()
                .orElse(null);
    }

    /** The term without what writers vary: {@code ISO_IR 100}, {@code ISO-IR-100} and {@code ISO 2022 IR 100}. */
    private static String normalized(String term) {
        return term.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "").replaceFirst("^ISO(2022)?IR", "");
    }

    String decode(byte[] value, Kind kind) {
        if (isAscii(value)) {
            return new String(value, StandardCharsets.US_ASCII);
        }
        if (whole != null) {
            return new String(value, whole);
        }
        if (initialRight == null && indexOfEscape(value) < 0) {
            return unnamed(value);
        }
        return decodeExtended(value, kind);
    }

    private String decodeExtended(byte[] value, Kind kind) {
        var text = new StringBuilder(value.length);
        Repertoire left = ASCII;
        Repertoire right = initialRight;
        int at = 0;
        while (at < value.length) {
            int character = value[at] & 0xff;
            if (character == 0x1b) {
                String escape = escapeAt(value, at + 1);
                Repertoire designated = ESCAPES.get(escape);
                if (designated == null) {
                    at++;
                } else {
                    at += 1 + escape.length();
                    if (designated.rightHalf()) {
                        right = designated;
                    } else {
                        left = designated;
                    }
                }
                continue;
            }
            Repertoire set = character < 0x80 ? left : right;
            boolean pair = set != null && set.twoBytes() && character > 0x20 && at + 1 < value.length;
            if (!pair && kind.endsAt(character)) {
                left = ASCII;
                right = initialRight;
            }
            Charset charset = set == null
                    ? StandardCharsets.ISO_8859_1
                    : pair || !set.twoBytes() ? set.charset() : StandardCharsets.US_ASCII;
            int length = pair ? 2 : 1;
            text.append(new String(value, at, length, charset));
            at += length;
        }
        return text.toString();
    }

    private static String escapeAt(byte[] value, int at) {
        int intermediates = at;
        while (intermediates < value.length && value[intermediates] >= 0x20 && value[intermediates] < 0x30) {
            intermediates++;
        }
        int end = Math.min(value.length, intermediates + 1);
        return new String(value, at, end - at, StandardCharsets.ISO_8859_1);
    }

    private static String unnamed(byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(value, StandardCharsets.ISO_8859_1);
        }
    }

    private static int indexOfEscape(byte[] value) {
        for (int i = 0; i < value.length; i++) {
            if (value[i] == 0x1b) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAscii(byte[] value) {
        for (byte character : value) {
            if (character < 0 || character == 0x1b) {
                return false;
            }
        }
        return true;
    }
}
