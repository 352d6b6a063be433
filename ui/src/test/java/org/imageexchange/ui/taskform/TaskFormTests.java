package org.imageexchange.ui.taskform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.imageexchange.ui.taskform.FormField.Group;
import org.imageexchange.ui.taskform.FormField.Kind;
import org.imageexchange.ui.taskform.FormField.Numeral;
import org.imageexchange.ui.taskform.FormField.Prose;
import org.imageexchange.ui.taskform.FormField.ShortText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskFormTests {

    @Test
    void a_form_is_read_with_all_that_it_says() {
        var form = Example.shipped("choose-destination");

        assertThat(form.id()).isEqualTo("choose-destination");
        assertThat(form.fields()).hasSize(4);
        assertThat(form.fields().get(1)).isInstanceOfSatisfying(ShortText.class, email -> {
            assertThat(email.question().key()).isEqualTo("email");
            assertThat(email.question().required()).isTrue();
            assertThat(email.kind()).isEqualTo(Kind.EMAIL);
            assertThat(email.length().most()).hasToString("254");
            assertThat(email.suggestionsKey()).isEqualTo("recipients");
        });
    }

    @Test
    void a_constant_and_an_expression_are_read_alike() {
        var form = Example.form("""
                {'type': 'number', 'key': 'days', 'label': 'Days', 'decimalDigits': 0,
                 'validate': {'min': -1.50, 'max': '= longest + 1'}, 'readonly': true}
                """);

        assertThat(form.fields()).singleElement().isInstanceOfSatisfying(Numeral.class, days -> {
            assertThat(days.limits().least()).hasToString("-1.50");
            assertThat(days.limits().most()).hasToString("longest + 1");
            assertThat(days.question().readOnly()).hasToString("true");
        });
    }

    @Test
    void what_is_more_than_half_as_wide_as_the_form_has_a_row_of_its_own() {
        var form = Example.form("""
                {'type': 'separator', 'layout': {'columns': 8, 'row': 'a'}},
                {'type': 'separator', 'layout': {'columns': 9}},
                {'type': 'separator', 'layout': {'columns': null}},
                {'type': 'separator'}
                """);

        assertThat(form.fields()).extracting(field -> field.place().wide()).containsExactly(false, true, true, true);
    }

    @Test
    void a_group_holds_its_components() {
        var form = Example.form("""
                {'type': 'group', 'label': 'Patient', 'showOutline': true,
                 'components': [{'type': 'text', 'text': 'Hello', 'properties': {'role': 'note'}}]}
                """);

        assertThat(form.fields()).singleElement().isInstanceOfSatisfying(Group.class, group -> {
            assertThat(group.outlined()).isTrue();
            assertThat(group.fields())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Prose.class, prose -> assertThat(prose.note()).isTrue());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what there is no such component for
                "{'type': 'iframe', 'id': 'F', 'url': 'x'}|iframe “F”: this type of component is not supported",
                "{'type': 'button', 'id': 'F', 'label': 'x'}|this type of component is not supported",
                "{'id': 'F'}|component “F”: type is missing",
                "7|type is missing",
                // what would be dropped in silence
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'disabled': true}|textfield “a”: disabled is not supported",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'words': 3}}|textfield “a”: validate.words is not supported",
                "{'type': 'number', 'key': 'a', 'label': 'A', 'validate': {'pattern': 'x'}}|validate.pattern is not supported",
                "{'type': 'number', 'key': 'a', 'label': 'A', 'increment': 5}|increment is not supported",
                "{'type': 'select', 'key': 'a', 'label': 'A', 'valuesExpression': '=b'}|either values or valuesKey",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'properties': {'colour': 'red'}}|properties.colour is not supported",
                "{'type': 'checkbox', 'key': 'a', 'label': 'A', 'properties': {'suggestionsKey': 'b'}}|properties.suggestionsKey is not supported",
                "{'type': 'text', 'text': 'A', 'properties': {'role': 'banner'}}|properties.role “banner” is not supported",
                "{'type': 'text', 'text': 'A', 'conditional': {'show': '=b'}}|conditional.show is not supported",
                "{'type': 'text', 'text': 'A', 'layout': {'height': 3}}|layout.height is not supported",
                "{'type': 'group', 'id': 'G', 'path': 'b', 'components': []}|group “G”: path is not supported",
                "{'type': 'group', 'components': [{'type': 'table', 'id': 'T'}]}|table “T”: this type of component is not supported",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'validationType': 'iban'}}|validate.validationType “iban” is not supported",
                "{'type': 'datetime', 'key': 'a', 'dateLabel': 'A', 'disallowPassedDates': true}|disallowPassedDates is not supported",
                "{'type': 'datetime', 'key': 'a', 'timeLabel': 'A', 'subtype': 'time', 'timeSerializingFormat': 'utc_offset'}|timeSerializingFormat “utc_offset” is not supported",
                "{'type': 'datetime', 'key': 'a', 'timeLabel': 'A', 'subtype': 'time', 'use24h': false}|24 hours",
                "{'type': 'datetime', 'key': 'a', 'subtype': 'week'}|subtype “week” is not supported",
                // what can't be understood
                "{'type': 'text', 'id': 'T', 'text': 'A', 'conditional': {'hide': '=not('}}|text “T”: conditional.hide: “not(” is not FEEL",
                "{'type': 'text', 'text': 'A', 'conditional': {'hide': 'late'}}|conditional.hide must be true, false or an expression",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'readonly': '=1 +'}|readonly: “1 +” is not FEEL",
                "{'type': 'number', 'key': 'a', 'label': 'A', 'validate': {'max': 'b'}}|validate.max must be a number or an expression",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'maxLength': '=)'}}|validate.maxLength: “)” is not FEEL",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'required': 'yes'}}|validate.required must be true or false",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'pattern': '['}}|validate.pattern is not a regular expression",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'patternErrorMessage': 'No'}}|stands without a pattern",
                "{'type': 'textfield', 'key': 'a', 'label': '{{b'}|label: {{ is not closed",
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'description': '{{)}}'}|description: “)” is not FEEL",
                "{'type': 'text', 'text': '=b'}|text: words that are one expression are not supported",
                "{'type': 'text', 'text': '{{#if b}}c'}|text: {{#if}} is not closed",
                "{'type': 'text', 'text': '{{#if b}}c{{/loop}}'}|text: {{/loop}} closes nothing",
                "{'type': 'text', 'text': 'c{{/if}}'}|text: {{/if}} closes nothing",
                "{'type': 'text', 'text': '{{#else}}'}|text: “#else” is not FEEL",
                "{'type': 'text', 'text': '{{}}'}|text: “” is not FEEL",
                "{'type': 'text', 'text': '<b>A</b>'}|text: HTML (<b>) in a text is not supported",
                "{'type': 'text', 'text': '<script>alert(1)</script>'}|HTML (<script>alert(1)</script>) in a text is not supported",
                "{'type': 'text', 'text': '{{#if a}}![A](/b.png){{/if}}'}|an image in a text is not supported",
                "{'type': 'text', 'text': '[A](javascript:alert(1))'}|a link to “javascript:alert(1)” in a text is not supported",
                "{'type': 'text', 'text': '[A]({{b}})'}|a link to “{{…}}” in a text is not supported",
                "{'type': 'text', 'text': '[A](https://b.example/{{c}})'}|a link to “https://b.example/{{…}}” in a text is not supported",
                // what contradicts itself, or leaves out what is needed
                "{'type': 'textfield', 'label': 'A', 'id': 'F'}|textfield “F”: key is missing",
                "{'type': 'textfield', 'key': 'a.b', 'label': 'A'}|key must be a name of letters, digits and _",
                "{'type': 'textfield', 'key': 'a'}|label is missing: nobody would know what to fill in",
                "{'type': 'textfield', 'key': 'a', 'label': 'A'}, {'type': 'number', 'key': 'a', 'label': 'B'}|number “a”: another component has the key “a” too",
                "{'type': 'separator', 'id': 'F'}, {'type': 'group', 'components': [{'type': 'separator', 'id': 'F'}]}|another component has the id “F” too",
                "{'type': 'textfield', 'key': 'a', 'key': 'b', 'label': 'A'}|Form “?”, the form itself: it is not JSON: Duplicate",
                "{'type': 'radio', 'key': 'a', 'label': 'A'}|either values or valuesKey",
                "{'type': 'radio', 'key': 'a', 'label': 'A', 'values': [{'value': 'b'}]}|values must be a list of objects with a value and a label",
                "{'type': 'radio', 'key': 'a', 'label': 'A', 'values': [{'value': 'b', 'label': 'B'}, {'value': 'b', 'label': 'C'}]}|values has “b” twice",
                "{'type': 'select', 'key': 'a', 'label': 'A', 'values': [{'value': 'b', 'label': 'B'}], 'defaultValue': 'c'}|defaultValue is none of the values",
                "{'type': 'select', 'key': 'a', 'label': 'A', 'valuesKey': 'b', 'defaultValue': 'c'}|defaultValue goes with values only",
                "{'type': 'number', 'key': 'a', 'label': 'A', 'decimalDigits': 0, 'defaultValue': 1.5}|defaultValue must be a number that can be typed here",
                "{'type': 'datetime', 'key': 'a', 'dateLabel': 'A', 'defaultValue': 'tomorrow'}|defaultValue must be an ISO date or time",
                "{'type': 'datetime', 'key': 'a', 'timeLabel': 'A', 'subtype': 'time', 'timeInterval': 7}|timeInterval must be minutes that divide a day",
            })
    void what_the_portal_cannot_do_is_refused_by_its_name(String components, String why) {
        assertThatExceptionOfType(UnsupportedForm.class)
                .isThrownBy(() -> Example.form(components))
                .withMessageStartingWith("Form “")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello|Form “?”, the form itself: it is not JSON",
                "[]|Form “?”, the form itself: id is missing",
                "{\"id\": \"a\"}|Form “a”, the form itself: type must be default",
                "{\"id\": \"a\", \"type\": \"default\"}|components is missing",
                "{\"id\": \"a\", \"type\": \"default\", \"components\": {}}|components must be a list",
                "{\"id\": \"a\", \"type\": \"default\", \"schemaVersion\": 99}|schemaVersion 99 is newer than 19",
                "{\"id\": \"a\", \"type\": \"default\", \"layout\": {}, \"components\": [{\"type\": \"separator\"}]}|layout is not supported",
            })
    void what_is_no_form_is_refused(String json, String why) {
        assertThatExceptionOfType(UnsupportedForm.class)
                .isThrownBy(() -> TaskForm.read(json))
                .withMessageContaining(why);
    }
}
