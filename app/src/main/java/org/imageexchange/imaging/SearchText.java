package org.imageexchange.imaging;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words as lists are filtered by them: without case, accents or width, in any script. */
public final class SearchText {

    /** What {@code escape} in a {@code like} must name for {@link #patterns}. */
    public static final char ESCAPE = '!';

    private static final int MOST_WORDS = 6;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Cntrl},^=]+");

    private SearchText() {}

    /** What a row is found by: its texts, reduced to what a search compares, at most {@code length} characters. */
    public static String of(int length, String... texts) {
        var reduced = reduce(String.join(" ", texts));
        return reduced.length() <= length ? reduced : reduced.substring(0, length);
    }

    /** A pattern for {@code like} for each word that was typed; a row must match them all. */
    public static List<String> patterns(String typed) {
        return Arrays.stream(reduce(typed).split(" "))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(SearchText::containing)
                .toList();
    }

    private static String reduce(String text) {
        var plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return SEPARATORS
                .matcher(plain.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    private static String containing(String word) {
        return "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
