package org.imageexchange.forwarding;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what is wrong with a form, field by field; the first that is said of a field stands. */
final class Problems {

    private final Map<String, String> byField = new LinkedHashMap<>();

    void say(String field, String problem) {
        if (!problem.isEmpty()) {
            byField.putIfAbsent(field, problem);
        }
    }

    void atMost(String field, String text, int longest) {
        if (text.length() > longest) {
            say(field, "Shorten this to %,d characters.".formatted(longest));
        }
    }

    boolean isEmpty() {
        return byField.isEmpty();
    }

    Map<String, String> byField() {
        return Map.copyOf(byField);
    }
}
