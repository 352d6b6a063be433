package org.imageexchange.delivery;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a {@code Range} header asks of a file (RFC 9110, section 14). */
sealed interface RangeRequest {

    /** No range, one that isn't understood, or several: the whole file is always a right answer. */
    record Whole() implements RangeRequest {}

    /** One range of the file. */
    record Part(ByteRange range) implements RangeRequest {}

    /** A range that lies outside the file. */
    record Unsatisfiable() implements RangeRequest {}

    Pattern ONE_RANGE = Pattern.compile("(?i:bytes)[ \t]*=[ \t,]*([0-9]{0,19})-([0-9]{0,19})[ \t,]*");

    static RangeRequest of(@Nullable String header, long size) {
        var match = header == null ? null : ONE_RANGE.matcher(header);
        if (match == null || !match.matches()) {
            return new Whole();
        }
        var first = number(match.group(1));
        var last = number(match.group(2));
        if (first < 0 && last < 0) {
            return new Whole();
        }
        if (first < 0) {
            // The last so many bytes.
            return last == 0 || size == 0
                    ? new Unsatisfiable()
                    : new Part(new ByteRange(Math.max(0, size - last), size));
        }
        if (last >= 0 && last < first) {
            return new Whole();
        }
        if (first >= size) {
            return new Unsatisfiable();
        }
        return new Part(new ByteRange(first, last < 0 || last >= size ? size : last + 1));
    }

    /** A number that no file reaches counts as the largest there is; -1 when there is none. */
    private static long number(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
