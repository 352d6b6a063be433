package org.imageexchange.ui.taskform;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.dom.Element;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "**A** and *b*|<p><strong>A</strong> and <em>b</em></p>",
                "# A|<h2>A</h2>",
                "###### A|<h6>A</h6>",
                "- a\\n- b|<ul><li>a</li><li>b</li></ul>",
                "1. a\\n2. b|<ol><li>a</li><li>b</li></ol>",
                "a\\n\\nb|<p>a</p><p>b</p>",
                "a\\nb|<p>a b</p>",
                "a  \\nb|<p>a<br>b</p>",
                "> a|<blockquote><p>a</p></blockquote>",
                "~a|<p>~a</p>",
                "(`a`)|<p>(<code>a</code>)</p>",
                "---|<hr>",
                "[a](https://b.example/c)|<p><a href=\"https://b.example/c\">a</a></p>",
                "[a](mailto:b@example.org)|<p><a href=\"mailto:b@example.org\">a</a></p>",
                "[a](/all)|<p><a href=\"/all\">a</a></p>",
                "a & b &lt; c|<p>a &amp; b &lt; c</p>",
            })
    void the_forms_own_markdown_is_shown_as_such(String markdown, String html) {
        assertThat(show(markdown.replace("\\n", "\n"), Map.of())).isEqualTo(html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<!-- a -->",
                "&lt;b&gt; &amp; &#60;",
                "*x* **y** _z_ ~~w~~ `v`",
                "[a](http://b)",
                "[a]: http://b",
                "![a](http://b/c.png)",
                "<http://b>",
                "https://b.example www.b.example b@example.org",
                "# a",
                "- a",
                "1. a",
                "> a",
                "    a",
                "  a  ",
                "---",
                "===",
                "```",
                "~~~",
                "| a | b |",
                "\\*a\\",
                "{{patientId}} {{#if x}}",
                "\uE0000\uE001",
                "a\u0000b",
                "O’Neill – Müller 山田 محمد",
            })
    void data_are_shown_letter_by_letter(String datum) {
        var facts = Map.of("datum", datum, "data", List.of(datum, Map.of("name", datum)));

        for (var template : List.of(
                "{{datum}}",
                "a {{datum}} b",
                "**{{datum}}**",
                "# {{datum}}",
                "- {{datum}}",
                "`{{datum}}`",
                "    {{datum}}",
                "{{datum}}\n---",
                "[{{datum}}](/all)",
                "{{#loop data}}{{if this instance of string then this else name}}\n\n{{/loop}}")) {
            var shown = elements(template, facts);

            assertThat(shown.stream().flatMap(MarkdownTests::withAllWithin))
                    .as(template)
                    .filteredOn(
                            element -> !element.isTextNode() && element.getTag().equals("bdi"))
                    .isNotEmpty()
                    .allSatisfy(element -> {
                        assertThat(element.getChildren()).allMatch(Element::isTextNode);
                        assertThat(element.getText()).isEqualTo(datum);
                    });
            assertThat(html(shown)).doesNotContain("<script", "<img", "http://b\"", "<del");
        }
    }

    @Test
    void a_datum_of_several_lines_keeps_them_and_makes_no_paragraphs() {
        assertThat(show("At {{address}}.", Map.of("address", "1 High Street\n\n- York\r\nYO1")))
                .isEqualTo("<p>At <bdi>1 High Street<br><br>- York<br>YO1</bdi>.</p>");
    }

    @Test
    void a_part_is_left_out_when_its_condition_does_not_hold() {
        assertThat(show("A{{#if b}} and {{b}}{{/if}}{{#if not(c)}}!{{/if}}", Map.of("b", true, "c", true)))
                .isEqualTo("<p>A and <bdi>true</bdi></p>");
    }

    @Test
    void a_loop_has_a_turn_for_each_item() {
        assertThat(show(
                        "Of {{who}}:\n\n{{#loop items}}- {{this}}\n{{/loop}}",
                        Map.of("who", "A", "items", List.of("x", "*y*"))))
                .isEqualTo("<p>Of <bdi>A</bdi>:</p><ul><li><bdi>x</bdi></li><li><bdi>*y*</bdi></li></ul>");
        assertThat(show("A {{#loop items}}- {{this}}\n{{/loop}}", Map.of("items", List.of())))
                .isEqualTo("<p>A</p>");
    }

    @Test
    void a_loop_sees_what_its_item_holds_and_what_is_around_it() {
        var data = Map.of("name", "outer", "sep", ": ", "items", List.of(Map.of("name", "inner", "of", List.of(1, 2))));

        assertThat(show("{{#loop items}}{{name}}{{sep}}{{#loop of}}{{this}}{{parent.name}} {{/loop}}{{/loop}}", data))
                .isEqualTo(
                        "<p><bdi>inner</bdi><bdi>: </bdi><bdi>1</bdi><bdi>inner</bdi> <bdi>2</bdi><bdi>inner</bdi></p>");
    }

    @Test
    void numbers_and_dates_are_written_as_people_do() {
        var data = new HashMap<String, Object>();
        data.put("whole", 12);
        data.put("decimal", new BigDecimal("0.50"));
        data.put("large", new BigDecimal("12345678901"));
        data.put("date", LocalDate.of(2018, 12, 3));
        data.put("list", List.of("a", 2));
        data.put("nothing", null);

        var template = Template.parse("{{whole}}|{{decimal}}|{{large}}|{{date}}|{{list}}|{{nothing}}|{{whole + 1}}");

        assertThat(template.plain(new Facts("example", data))).isEqualTo("12|0.5|12345678901|03/12/2018|a, 2||13");
    }

    private static String show(String template, Map<String, ?> data) {
        return html(elements(template, data));
    }

    private static List<Element> elements(String template, Map<String, ?> data) {
        var parsed = Template.parse(template);
        Markdown.check(parsed);
        return Markdown.fill(parsed, new Facts("example", data)).elements();
    }

    private static String html(List<Element> elements) {
        return elements.stream().map(Html::of).collect(joining());
    }

    private static Stream<Element> withAllWithin(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(MarkdownTests::withAllWithin));
    }
}
