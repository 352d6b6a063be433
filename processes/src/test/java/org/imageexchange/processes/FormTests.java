package org.imageexchange.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTests {

    private static final Path FOLDER = Path.of("src/main/resources/forms");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read(Path.of("src/test/resources/task-form.schema.json")), InputFormat.JSON);

    static List<Path> forms() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_form_of_the_contract_has_a_file_and_every_file_is_in_the_contract() {
        var contract = Arrays.stream(Forms.class.getFields()).map(FormTests::valueOf);

        assertThat(forms())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(
                        contract.map(id -> id + ".form").toList());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_holds_nothing_but_what_the_portal_shows(Path file) {
        assertThat(errors(read(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_is_named_like_its_file(Path file) {
        var id = file.getFileName().toString().replace(".form", "");

        assertThat(read(file)).contains("\"id\": \"" + id + "\",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // something else than a form's component
                "{'type': 'iframe', 'id': 'F', 'url': 'https://example.org'}",
                "{'type': 'button', 'id': 'F', 'label': 'Send'}",
                // an answer without a name, or with one that no expression can ask for
                "{'type': 'textfield', 'id': 'F', 'label': 'Name'}",
                "{'type': 'textfield', 'id': 'F', 'label': 'Name', 'key': 'a.b'}",
                "{'type': 'textfield', 'id': 'F', 'key': 'name'}",
                "{'type': 'textfield', 'label': 'Name', 'key': 'name'}",
                // a rule that nobody would keep
                "{'type': 'textfield', 'id': 'F', 'label': 'Name', 'key': 'name', 'validate': {'words': 3}}",
                "{'type': 'textarea', 'id': 'F', 'label': 'Note', 'key': 'note', 'validate': {'pattern': 'a'}}",
                "{'type': 'number', 'id': 'F', 'label': 'Days', 'key': 'days', 'validate': {'maxLength': 3}}",
                "{'type': 'number', 'id': 'F', 'label': 'Days', 'key': 'days', 'validate': {'max': 'longest'}}",
                "{'type': 'textfield', 'id': 'F', 'label': 'Name', 'key': 'name', 'validate': {'patternErrorMessage': 'No.'}}",
                "{'type': 'textfield', 'id': 'F', 'label': 'Name', 'key': 'name', 'validate': {'validationType': 'iban'}}",
                // an option that would be dropped
                "{'type': 'textfield', 'id': 'F', 'label': 'Name', 'key': 'name', 'disabled': true}",
                "{'type': 'textfield', 'id': 'F', 'label': 'Name', 'key': 'name', 'properties': {'colour': 'red'}}",
                "{'type': 'text', 'id': 'F', 'text': 'Hello', 'properties': {'role': 'banner'}}",
                "{'type': 'text', 'id': 'F', 'text': '=greeting'}",
                "{'type': 'text', 'id': 'F', 'text': 'Hello', 'conditional': {'hide': 'late'}}",
                "{'type': 'text', 'id': 'F', 'text': 'Hello', 'conditional': {'show': '=late'}}",
                "{'type': 'text', 'id': 'F', 'text': 'Hello', 'layout': {'columns': 17}}",
                "{'type': 'group', 'id': 'F', 'path': 'person', 'components': [{'type': 'separator', 'id': 'G'}]}",
                // a choice of nothing, or of two things at once
                "{'type': 'select', 'id': 'F', 'label': 'Why', 'key': 'why'}",
                "{'type': 'radio', 'id': 'F', 'label': 'Why', 'key': 'why', 'valuesKey': 'a', 'values': [{'value': 'b', 'label': 'B'}]}",
                "{'type': 'datetime', 'id': 'F', 'key': 'day', 'subtype': 'date', 'timeLabel': 'At'}",
                // wrong within a group
                "{'type': 'group', 'id': 'F', 'components': [{'type': 'iframe', 'id': 'G'}]}",
            })
    void a_form_that_the_portal_could_not_show_as_it_is_meant_is_refused(String component) {
        assertThat(errors(formOf(component))).isNotEmpty();
    }

    @Test
    void what_is_refused_is_refused_for_that_component_alone() {
        assertThat(errors(formOf("{'type': 'separator', 'id': 'F'}"))).isEmpty();
        assertThat(errors(formOf("{'type': 'textfield', 'id': 'F', 'label': 'Name', 'key': 'name'}")))
                .isEmpty();
        assertThat(errors(
                        formOf("{'type': 'datetime', 'id': 'F', 'key': 'day', 'subtype': 'date', 'dateLabel': 'On'}")))
                .isEmpty();
        assertThat(errors(formOf("{'type': 'taglist', 'id': 'F', 'label': 'Why', 'key': 'why', 'valuesKey': 'a'}")))
                .isEmpty();
    }

    private static String formOf(String component) {
        return """
                {"type": "default", "id": "example", "schemaVersion": 18, "components": [%s]}""".formatted(component.replace('\'', '"'));
    }

    private static List<String> errors(String form) {
        return SCHEMA.validate(form, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String valueOf(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
