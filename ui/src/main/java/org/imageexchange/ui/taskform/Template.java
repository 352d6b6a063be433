package org.imageexchange.ui.taskform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words with places for data: <code>{{feel}}</code>, <code>{{#if feel}}…{{/if}}</code> and
 * <code>{{#loop feel}}…{{this}}…{{/loop}}</code>.
 */
record Template(List<Part> parts) {

    sealed interface Part {}

    record Words(String words) implements Part {}

    record Datum(Feel value) implements Part {}

    record If(Feel condition, List<Part> then) implements Part {}

    record Loop(Feel items, List<Part> each) implements Part {}

    /** Keeps the form's own words and somebody's data apart. */
    interface Writer {

        void words(String words);

        void datum(String datum);
    }

    private static final Pattern TAG = Pattern.compile("\\{\\{\\s*(#if\\s|#loop\\s|/if|/loop)?(.*?)}}", Pattern.DOTALL);

    /** @throws IllegalArgumentException if it can't be understood as a whole */
    static Template parse(String source) {
        if (source.startsWith("=")) {
            throw new IllegalArgumentException("words that are one expression are not supported: write {{…}}");
        }
        if (source.chars().anyMatch(character -> Character.getType(character) == Character.PRIVATE_USE)) {
            throw new IllegalArgumentException("private-use characters are not supported");
        }
        return new Template(new Parser(source).parse());
    }

    boolean isBlank() {
        return parts.stream().allMatch(part -> part instanceof Words(var words) && words.isBlank());
    }

    void write(Facts facts, Writer writer) {
        write(parts, facts, writer);
    }

    private static void write(List<Part> parts, Facts facts, Writer writer) {
        for (var part : parts) {
            switch (part) {
                case Words(var words) -> writer.words(words);
                case Datum(var value) -> writer.datum(facts.words(value));
                case If(var condition, var then) -> {
                    if (facts.holds(condition)) {
                        write(then, facts, writer);
                    }
                }
                case Loop(var items, var each) ->
                    facts.list(items).forEach(item -> write(each, facts.inLoop(item), writer));
            }
        }
    }

    /** As if every condition held and every list had one item. */
    void writeExample(Writer writer) {
        writeExample(parts, writer);
    }

    private static void writeExample(List<Part> parts, Writer writer) {
        for (var part : parts) {
            switch (part) {
                case Words(var words) -> writer.words(words);
                case Datum(var value) -> writer.datum("");
                case If(var condition, var then) -> writeExample(then, writer);
                case Loop(var items, var each) -> writeExample(each, writer);
            }
        }
    }

    /** For where nothing but plain text is shown, so that nothing needs escaping. */
    String plain(Facts facts) {
        var text = new StringBuilder();
        write(facts, new Writer() {
            @Override
            public void words(String words) {
                text.append(words);
            }

            @Override
            public void datum(String datum) {
                text.append(datum);
            }
        });
        return text.toString();
    }

    private static final class Parser {

        private record Open(String tag, Feel feel, List<Part> outer) {}

        private final String source;
        private final Deque<Open> open = new ArrayDeque<>();
        private List<Part> parts = new ArrayList<>();

        Parser(String source) {
            this.source = source;
        }

        List<Part> parse() {
            var tag = TAG.matcher(source);
            var end = 0;
            while (tag.find()) {
                words(source.substring(end, tag.start()));
                tag(tag.group(1) == null ? "" : tag.group(1).strip(), tag.group(2));
                end = tag.end();
            }
            words(source.substring(end));
            if (!open.isEmpty()) {
                throw new IllegalArgumentException("{{" + open.peek().tag() + "}} is not closed");
            }
            return List.copyOf(parts);
        }

        private void words(String words) {
            if (words.contains("{{")) {
                throw new IllegalArgumentException("{{ is not closed");
            }
            if (!words.isEmpty()) {
                parts.add(new Words(words));
            }
        }

        private void tag(String tag, String rest) {
            switch (tag) {
                case "" -> parts.add(new Datum(Feel.parse(rest)));
                case "#if", "#loop" -> {
                    open.push(new Open(tag, Feel.parse(rest), parts));
                    parts = new ArrayList<>();
                }
                default -> close(tag, rest);
            }
        }

        private void close(String tag, String rest) {
            var opened = open.isEmpty() ? null : open.pop();
            if (opened == null || !opened.tag().substring(1).equals(tag.substring(1)) || !rest.isBlank()) {
                throw new IllegalArgumentException("{{" + tag + rest + "}} closes nothing");
            }
            var inner = List.copyOf(parts);
            parts = opened.outer();
            parts.add("#if".equals(opened.tag()) ? new If(opened.feel(), inner) : new Loop(opened.feel(), inner));
        }
    }
}
