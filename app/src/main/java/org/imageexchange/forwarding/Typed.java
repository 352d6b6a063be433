package org.imageexchange.forwarding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What somebody typed into a form, by the keys of its fields; nothing of it is to be trusted. */
record Typed(Map<String, Object> values) {

    /** Longer than any field allows: what is cut was never going to be taken. All fields of a form fit into its row. */
    private static final int LONGEST = 3_000;

    /** Of what a page sends, only what a form of ours can hold. */
    static Typed of(Map<String, ?> sent) {
        var kept = new LinkedHashMap<String, Object>();
        sent.forEach((key, value) -> {
            switch (value) {
                case String text -> kept.put(key, shortened(text));
                case Boolean ticked -> kept.put(key, ticked);
                case Integer number -> kept.put(key, number);
                case null -> {} // not filled in
                default -> throw new IllegalArgumentException("No form of ours has such a value: " + value.getClass());
            }
        });
        return new Typed(kept);
    }

    /** Without control characters, each of which would be written six times as long. */
    private static String shortened(String text) {
        var visible = text.replaceAll("[\\p{Cc}&&[^\r\n\t]]", "");
        return visible.length() > LONGEST ? visible.substring(0, LONGEST) : visible;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** As it was typed, for whoever continues. */
    String raw(String key) {
        return values.get(key) instanceof String text ? text : "";
    }

    /** One line, without what can't be seen. */
    String line(String key) {
        return raw(key).replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    }

    /** Several lines, without other control characters. */
    String text(String key) {
        return raw(key).replace("\r\n", "\n")
                .replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]", "")
                .strip();
    }

    boolean ticked(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    OptionalInt number(String key) {
        return values.get(key) instanceof Integer number ? OptionalInt.of(number) : OptionalInt.empty();
    }

    Typed with(String key, @Nullable Object value) {
        var more = new LinkedHashMap<>(values);
        if (value != null) {
            more.put(key, value);
        }
        return new Typed(more);
    }

    @Override
    public String toString() {
        return "Typed[hidden]";
    }
}
