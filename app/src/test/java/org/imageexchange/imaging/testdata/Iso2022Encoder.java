package org.imageexchange.imaging.testdata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;

/** Encodes texts as DICOM's character sets want it, code extensions included: the counterpart of what is tested. */
final class Iso2022Encoder {

    private record Set(String term, String charset, String escape) {}

    private static final List<Set> EXTENSIONS = List.of(
            new Set("ISO 2022 IR 87", "x-JIS0208", "$B"),
            new Set("ISO 2022 IR 159", "JIS_X0212-1990", "$(D"),
            new Set("ISO 2022 IR 13", "JIS_X0201", ")I"),
            new Set("ISO 2022 IR 149", "EUC-KR", "$)C"),
            new Set("ISO 2022 IR 58", "GB2312", "$)A"),
            new Set("ISO 2022 IR 100", "ISO-8859-1", "-A"),
            new Set("ISO 2022 IR 126", "ISO-8859-7", "-F"),
            new Set("ISO 2022 IR 144", "ISO-8859-5", "-L"),
            new Set("ISO 2022 IR 166", "TIS-620", "-T"));

    private Iso2022Encoder() {}

    static byte[] encode(String text, List<String> terms) {
        if (terms.size() < 2) {
            return text.getBytes(single(terms.isEmpty() ? "" : terms.getFirst()));
        }
        var out = new ByteArrayOutputStream();
        String left = "";
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 0x80) {
                if (!left.isEmpty()) {
                    escape(out, "(B");
                    left = "";
                }
                out.write(character);
                continue;
            }
            Set set = setFor(character, terms);
            byte[] encoded = String.valueOf(character).getBytes(Charset.forName(set.charset()));
            boolean toLeft = encoded[0] > 0;
            if (!toLeft || !left.equals(set.escape())) {
                escape(out, set.escape()); // the right half is designated each time, which is never wrong
                left = toLeft ? set.escape() : left;
            }
            out.writeBytes(encoded);
        }
        if (!left.isEmpty()) {
            escape(out, "(B");
        }
        return out.toByteArray();
    }

    private static void escape(ByteArrayOutputStream out, String sequence) {
        out.write(0x1b);
        out.writeBytes(sequence.getBytes(Charset.forName("US-ASCII")));
    }

    private static Set setFor(char character, List<String> terms) {
        return EXTENSIONS.stream()
                .filter(set -> terms.contains(set.term()))
                .filter(set -> Charset.forName(set.charset()).newEncoder().canEncode(character))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(terms + " have no such character"));
    }

    private static Charset single(String term) {
        return Charset.forName(
                switch (term) {
                    case "" -> "ISO-8859-1"; // which is not what DICOM says, but what is seen
                    case "ISO_IR 100" -> "ISO-8859-1";
                    case "ISO_IR 101" -> "ISO-8859-2";
                    case "ISO_IR 109" -> "ISO-8859-3";
                    case "ISO_IR 110" -> "ISO-8859-4";
                    case "ISO_IR 144" -> "ISO-8859-5";
                    case "ISO_IR 127" -> "ISO-8859-6";
                    case "ISO_IR 126" -> "ISO-8859-7";
                    case "ISO_IR 138" -> "ISO-8859-8";
                    case "ISO_IR 148" -> "ISO-8859-9";
                    case "ISO_IR 203" -> "ISO-8859-15";
                    case "ISO_IR 166" -> "TIS-620";
                    case "ISO_IR 13" -> "JIS_X0201";
                    case "ISO_IR 192" -> "UTF-8";
                    case "GB18030", "GBK" -> term;
                    default -> throw new IllegalArgumentException(term);
                });
    }
}
