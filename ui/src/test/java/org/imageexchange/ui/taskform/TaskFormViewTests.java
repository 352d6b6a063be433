package org.imageexchange.ui.taskform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase.CustomValueSetEvent;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.shared.JsonConstants;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(OutputCaptureExtension.class)
class TaskFormViewTests {

    private static final String ALL_KINDS = """
            {'type': 'textfield', 'key': 'short', 'label': 'Short', 'defaultValue': 'a'},
            {'type': 'textfield', 'key': 'mail', 'label': 'Mail', 'validate': {'validationType': 'email'}},
            {'type': 'textfield', 'key': 'known', 'label': 'Known', 'properties': {'suggestionsKey': 'people'}},
            {'type': 'textarea', 'key': 'long', 'label': 'Long', 'defaultValue': 'b'},
            {'type': 'number', 'key': 'whole', 'label': 'Whole', 'decimalDigits': 0, 'defaultValue': 1},
            {'type': 'number', 'key': 'decimal', 'label': 'Decimal', 'defaultValue': '2.50'},
            {'type': 'checkbox', 'key': 'tick', 'label': 'Tick', 'defaultValue': true},
            {'type': 'radio', 'key': 'radio', 'label': 'Radio', 'defaultValue': 'x',
             'values': [{'value': 'x', 'label': 'X'}, {'value': 'y', 'label': 'Y'}]},
            {'type': 'select', 'key': 'select', 'label': 'Select', 'valuesKey': 'reasons'},
            {'type': 'checklist', 'key': 'list', 'label': 'List', 'defaultValue': ['x'],
             'values': [{'value': 'x', 'label': 'X'}, {'value': 'y', 'label': 'Y'}]},
            {'type': 'taglist', 'key': 'tags', 'label': 'Tags', 'valuesKey': 'people'},
            {'type': 'datetime', 'key': 'day', 'subtype': 'date', 'dateLabel': 'Day', 'defaultValue': '2026-11-24'},
            {'type': 'datetime', 'key': 'time', 'subtype': 'time', 'timeLabel': 'Time', 'defaultValue': '13:30',
             'timeInterval': 30, 'timeSerializingFormat': 'no_timezone', 'use24h': true},
            {'type': 'datetime', 'key': 'moment', 'subtype': 'datetime', 'label': 'Moment', 'dateLabel': 'On',
             'timeLabel': 'At', 'defaultValue': '2026-11-24T13:30'},
            {'type': 'separator'},
            {'type': 'spacer', 'height': 30}
            """;

    private static final List<Map<String, String>> PEOPLE = List.of(
            Map.of("value", "mary@riverbank.example.org", "label", "Mary Hughes"),
            Map.of("value", "stan@home.example.org", "label", "Stan (stan@home.example.org)"));

    private static final Map<String, Object> CHOICES = Map.of("people", PEOPLE, "reasons", List.of("Care", "Research"));

    @BeforeEach
    void open() {
        UI.setCurrent(new UI());
    }

    @AfterEach
    void close() {
        UI.setCurrent(null);
    }

    @Test
    void every_kind_of_field_is_drawn_by_its_own_component() {
        var view = Example.view(ALL_KINDS, CHOICES);

        assertThat(view.field("Short")).isInstanceOf(TextField.class);
        assertThat(view.field("Mail")).isInstanceOf(EmailField.class);
        assertThat(view.field("Known")).isInstanceOf(ComboBox.class);
        assertThat(view.field("Long")).isInstanceOf(TextArea.class);
        assertThat(view.field("Whole")).isInstanceOf(IntegerField.class);
        assertThat(view.field("Decimal")).isInstanceOf(BigDecimalField.class);
        assertThat(view.field("Tick")).isInstanceOf(Checkbox.class);
        assertThat(view.field("Radio")).isInstanceOf(RadioButtonGroup.class);
        assertThat(view.field("Select")).isInstanceOf(Select.class);
        assertThat(view.field("List")).isInstanceOf(CheckboxGroup.class);
        assertThat(view.field("Tags")).isInstanceOf(MultiSelectComboBox.class);
        assertThat(view.field("Day")).isInstanceOf(DatePicker.class);
        assertThat(view.field("Time")).isInstanceOf(TimePicker.class);
        assertThat(view.field("Moment")).isInstanceOf(DateTimePicker.class);
        assertThat(view.html()).contains("<hr", "height:30px");
    }

    @Test
    void a_field_holds_at_first_what_the_form_says() {
        assertThat(Example.view(ALL_KINDS, CHOICES).values())
                .containsExactly(
                        Map.entry("short", "a"),
                        Map.entry("mail", ""),
                        Map.entry("known", ""),
                        Map.entry("long", "b"),
                        Map.entry("whole", 1),
                        Map.entry("decimal", new BigDecimal("2.50")),
                        Map.entry("tick", true),
                        Map.entry("radio", "x"),
                        Map.entry("list", List.of("x")),
                        Map.entry("tags", List.of()),
                        Map.entry("day", "2026-11-24"),
                        Map.entry("time", "13:30"),
                        Map.entry("moment", "2026-11-24T13:30"));
    }

    @Test
    void what_the_data_say_comes_before_what_the_form_says() {
        var data = Map.ofEntries(
                Map.entry("people", PEOPLE),
                Map.entry("reasons", List.of("Care")),
                Map.entry("short", ""),
                Map.entry("mail", "mary@riverbank.example.org"),
                Map.entry("known", "new@example.org"),
                Map.entry("long", "text"),
                Map.entry("whole", 7L),
                Map.entry("decimal", 0.25),
                Map.entry("tick", false),
                Map.entry("radio", "y"),
                Map.entry("select", "Care"),
                Map.entry("list", List.of("y", "x", "gone")),
                Map.entry("tags", List.of("stan@home.example.org")),
                Map.entry("day", LocalDate.of(2027, 1, 2)),
                Map.entry("time", "08:00"),
                Map.entry("moment", LocalDateTime.of(2027, 1, 2, 8, 0)));

        assertThat(Example.view(ALL_KINDS, data).values())
                .containsExactly(
                        Map.entry("short", ""),
                        Map.entry("mail", "mary@riverbank.example.org"),
                        Map.entry("known", "new@example.org"),
                        Map.entry("long", "text"),
                        Map.entry("whole", 7),
                        Map.entry("decimal", new BigDecimal("0.25")),
                        Map.entry("tick", false),
                        Map.entry("radio", "y"),
                        Map.entry("select", "Care"),
                        Map.entry("list", List.of("x", "y")),
                        Map.entry("tags", List.of("stan@home.example.org")),
                        Map.entry("day", "2027-01-02"),
                        Map.entry("time", "08:00"),
                        Map.entry("moment", "2027-01-02T08:00"));
    }

    @Test
    void what_is_typed_is_returned() {
        var view = Example.view(ALL_KINDS, CHOICES);

        view.type("Short", "c");
        view.type("Whole", 3);
        view.type("Decimal", new BigDecimal("3.5"));
        view.type("Tick", false);
        view.type("Radio", "y");
        view.type("Select", "Research");
        view.type("List", Set.of("y", "x"));
        view.type("Tags", Set.of("mary@riverbank.example.org"));
        view.type("Day", LocalDate.of(2027, 2, 3));
        view.type("Time", LocalTime.of(9, 0));

        assertThat(view.values())
                .containsEntry("short", "c")
                .containsEntry("whole", 3)
                .containsEntry("decimal", new BigDecimal("3.5"))
                .containsEntry("tick", false)
                .containsEntry("radio", "y")
                .containsEntry("select", "Research")
                .containsEntry("list", List.of("x", "y"))
                .containsEntry("tags", List.of("mary@riverbank.example.org"))
                .containsEntry("day", "2027-02-03")
                .containsEntry("time", "09:00");
    }

    @Test
    void a_choice_that_is_no_longer_offered_is_not_kept() {
        var view = Example.view(
                "{'type': 'select', 'key': 'why', 'label': 'Why', 'valuesKey': 'reasons', 'validate': {'required': true}}",
                Map.of("reasons", List.of("Care"), "why", "Gone"));

        assertThat(view.values()).isEmpty();
        assertThat(view.validate()).isFalse();
    }

    @Test
    void data_of_the_wrong_kind_are_a_mistake_that_is_told_without_the_data() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Example.view("{'type': 'checkbox', 'key': 'a', 'label': 'A'}", Map.of("a", "Mary Hughes")))
                .withMessage("Data “a” is no Boolean");
    }

    @Test
    void the_browser_neither_offers_ones_own_data_nor_cuts_what_is_pasted_nor_judges_by_itself() {
        var view = Example.view(
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'maxLength': 3}},"
                        + "{'type': 'textarea', 'key': 'b', 'label': 'B', 'validate': {'maxLength': 3}}",
                Map.of());

        for (var label : List.of("A", "B")) {
            var element = view.field(label).getElement();
            assertThat(element.getAttribute("autocomplete")).isEqualTo("off");
            assertThat(element.getProperty("manualValidation", false)).isTrue();
            assertThat(element.hasProperty("maxlength")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type': 'textfield', 'label': 'Name', 'validate': {'required': true}|Fill in “Name”.",
                "'type': 'textarea', 'label': 'Note', 'validate': {'required': true}|Fill in “Note”.",
                "'type': 'textfield', 'label': 'To', 'validate': {'required': true}, 'properties': {'suggestionsKey': 'people'}|Fill in “To”.",
                "'type': 'number', 'label': 'Days', 'validate': {'required': true}|Enter a number for “Days”.",
                "'type': 'checkbox', 'label': 'Yes', 'validate': {'required': true}|Tick this box to go on.",
                "'type': 'radio', 'label': 'Why', 'valuesKey': 'reasons', 'validate': {'required': true}|Choose one for “Why”.",
                "'type': 'select', 'label': 'Why', 'valuesKey': 'reasons', 'validate': {'required': true}|Choose one for “Why”.",
                "'type': 'checklist', 'label': 'Why', 'valuesKey': 'reasons', 'validate': {'required': true}|Choose at least one for “Why”.",
                "'type': 'taglist', 'label': 'Why', 'valuesKey': 'reasons', 'validate': {'required': true}|Choose at least one for “Why”.",
                "'type': 'datetime', 'dateLabel': 'On', 'validate': {'required': true}|Choose a date for “On”.",
                "'type': 'datetime', 'subtype': 'time', 'timeLabel': 'At', 'validate': {'required': true}|Choose a time for “At”.",
                "'type': 'datetime', 'subtype': 'datetime', 'label': 'When', 'dateLabel': 'On', 'timeLabel': 'At', 'validate': {'required': true}|Choose a date and a time for “When”.",
            })
    void what_must_be_filled_in_says_so_when_it_is_not(String field, String problem) {
        var view = Example.view("{'key': 'a', " + field + "}", CHOICES);
        var component = view.onlyField();

        assertThat(view.view().isComplete()).isFalse();
        assertThat(view.validate()).isFalse();

        assertThat(component.isRequiredIndicatorVisible()
                        || component.getElement().getClassList().contains("required"))
                .isTrue();
        assertThat(component.getElement().getProperty("invalid", false)).isTrue();
        assertThat(component.getElement().getProperty("errorMessage")).isEqualTo(problem);
    }

    /** Vaadin marks these by aria-required, which neither a button nor a group may have. */
    @ParameterizedTest
    @ValueSource(strings = {"select", "checklist"})
    void what_cannot_be_required_to_assistive_technology_says_it_by_its_name(String type) {
        var view = Example.view(
                "{'type': '" + type
                        + "', 'key': 'a', 'label': 'Why', 'valuesKey': 'reasons', 'validate': {'required': true}}",
                CHOICES);
        var field = view.field("Why");

        assertThat(((HasAriaLabel) field).getAriaLabel()).contains("Why, required");
        assertThat(field.getElement().getProperty("required", false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'minLength': 3}|ab|This is too short: it needs at least 3 characters.",
                "{'minLength': 3}|abc|",
                "{'maxLength': 3}|abcd|This is too long: 4 of at most 3 characters.",
                "{'maxLength': 3}|abc|",
                "{'maxLength': '=longest'}|abcde|This is too long: 5 of at most 4 characters.",
                "{'pattern': '^[A-Z]+$'}|a|Check “Name”: it is not in the expected form.",
                "{'pattern': '^[A-Z]+$', 'patternErrorMessage': 'Capitals, please.'}|a|Capitals, please.",
                "{'pattern': '[0-9]'}|a1|",
                "{'validationType': 'custom', 'pattern': '^a$'}|a|",
                "{'validationType': 'email'}|mary|Enter an e-mail address, for instance name@example.org.",
                "{'validationType': 'email'}| Mary@Example.org |",
                "{'validationType': 'phone'}|07700 900123|",
                "{'validationType': 'phone'}|+44 (0)7700-900.123|",
                "{'validationType': 'phone'}|ask Mary|Enter a phone number, for instance 07700 900123 or +44 7700 900123.",
                "{'validationType': 'phone'}|12345|Enter a phone number, for instance 07700 900123 or +44 7700 900123.",
                "{'validationType': 'phone'}|07700 900123 07700 900123|Enter a phone number, for instance 07700 900123 or +44 7700 900123.",
                "{'validationType': 'phone', 'minLength': 3}||",
                "{'required': true}|   |Fill in “Name”.",
            })
    void a_text_is_judged_by_the_forms_rules(String rules, String text, String problem) {
        var view = Example.view(
                "{'type': 'textfield', 'key': 'name', 'label': 'Name', 'validate': " + rules + "}",
                Map.of("longest", 4));
        view.type("Name", text == null ? "" : text);

        assertThat(view.validate()).isEqualTo(problem == null);

        assertThat(view.problem("Name")).isEqualTo(problem == null ? "" : problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'min': 1, 'max': '=longest'|0|Enter a number from 1 to 90.",
                "'min': 1, 'max': '=longest'|91|Enter a number from 1 to 90.",
                "'min': 1, 'max': '=longest'|90|",
                "'min': 0.5|0.4|Enter 0.5 or more.",
                "'max': 100|100.01|Enter 100 or less.",
                "'max': '=nobodyKnows'|100|",
            },
            quoteCharacter = '`')
    void a_number_is_judged_by_limits_that_may_be_computed(String rules, BigDecimal number, String problem) {
        var view = Example.view(
                "{'type': 'number', 'key': 'days', 'label': 'Days', 'decimalDigits': 2, 'validate': {" + rules + "}}",
                Map.of("longest", 90));
        view.type("Days", number);

        assertThat(view.validate()).isEqualTo(problem == null);

        assertThat(view.problem("Days")).isEqualTo(problem == null ? "" : problem);
    }

    @Test
    void a_number_has_no_more_digits_than_the_form_says() {
        var view = Example.view("{'type': 'number', 'key': 'a', 'label': 'A', 'decimalDigits': 2}", Map.of());
        view.type("A", new BigDecimal("1.234"));

        assertThat(view.validate()).isFalse();

        assertThat(view.problem("A")).isEqualTo("Enter a number with at most 2 digits after the point.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type': 'number', 'label': 'A', 'decimalDigits': 0|Enter a whole number, for instance 14.",
                "'type': 'datetime', 'dateLabel': 'A'|Enter a date, for instance 31/12/2026.",
                "'type': 'datetime', 'subtype': 'time', 'timeLabel': 'A'|Enter a time, for instance 14:30.",
            })
    void what_means_nothing_to_a_field_is_not_taken_for_nothing(String field, String problem) {
        var view = Example.view("{'key': 'a', 'validate': {'required': true}, " + field + "}", Map.of());
        typeNonsense(view.field("A"));

        assertThat(view.validate()).isFalse();

        assertThat(view.problem("A")).isEqualTo(problem);
    }

    private static void typeNonsense(Component field) {
        field.getElement().setProperty("_inputElementValue", "nonsense");
        fire(field, "unparsable-change", JacksonUtils.createObjectNode());
    }

    private static void fire(Component field, String event, ObjectNode data) {
        var element = field.getElement();
        element.getNode().getFeature(ElementListenerMap.class).fireEvent(new DomEvent(element, event, data));
    }

    @Test
    void what_is_too_long_says_so_while_one_types_and_nothing_is_lost() {
        var view = Example.view(
                "{'type': 'textarea', 'key': 'a', 'label': 'A', 'description': 'Anything', 'validate': {'maxLength': 10}}",
                Map.of());
        var help = (HasHelper) view.field("A");

        assertThat(help.getHelperText()).isEqualTo("Anything");
        view.type("A", "12345678");
        assertThat(help.getHelperText()).isEqualTo("Anything – 2 characters left");
        view.type("A", "123456789");
        assertThat(help.getHelperText()).isEqualTo("Anything – 1 character left");
        assertThat(view.problem("A")).isEmpty();
        view.type("A", "1234567890ab");
        assertThat(view.problem("A")).isEqualTo("This is too long: 12 of at most 10 characters.");
        assertThat(view.values()).containsEntry("a", "1234567890ab");
        view.type("A", "1");
        assertThat(view.problem("A")).isEmpty();
    }

    @Test
    void a_mark_goes_when_its_reason_does_and_not_before() {
        var view = Example.view(
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'minLength': 3, 'required': true}}",
                Map.of());
        view.type("A", "a");
        assertThat(view.problem("A")).isEmpty();

        view.validate();
        view.type("A", "ab");
        assertThat(view.problem("A")).startsWith("This is too short");

        view.type("A", "abc");
        assertThat(view.problem("A")).isEmpty();
    }

    @Test
    void a_form_is_complete_when_all_that_is_required_is_there() {
        var view = Example.view("""
                {'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'required': true}},
                {'type': 'checkbox', 'key': 'b', 'label': 'B', 'validate': {'required': true}},
                {'type': 'textfield', 'key': 'c', 'label': 'C'},
                {'type': 'textfield', 'key': 'd', 'label': 'D', 'validate': {'required': true}, 'conditional': {'hide': '=b'}}
                """, Map.of());
        var told = new AtomicInteger();
        view.view().addChangeListener(() -> told.set(view.view().isComplete() ? 1 : 0));

        view.type("A", "a");
        assertThat(told).hasValue(0);
        view.type("B", true);
        assertThat(told).hasValue(1);
        view.type("A", " ");
        assertThat(told).hasValue(0);
    }

    @Test
    void a_hidden_field_is_neither_judged_nor_returned_and_keeps_what_was_typed() {
        var view = Example.view("""
                {'type': 'checkbox', 'key': 'more', 'label': 'More', 'defaultValue': true},
                {'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'minLength': 3},
                 'conditional': {'hide': '=not(more)'}}
                """, Map.of());
        view.type("A", "a");

        view.type("More", false);
        assertThat(view.has("A")).isFalse();
        assertThat(view.validate()).isTrue();
        assertThat(view.values()).containsOnlyKeys("more");

        view.type("More", true);
        assertThat(view.values()).containsEntry("a", "a");
        assertThat(view.validate()).isFalse();
    }

    @Test
    void a_hidden_group_hides_what_is_in_it() {
        var view = Example.view("""
                {'type': 'group', 'label': 'Group', 'conditional': {'hide': '=secret'}, 'components': [
                  {'type': 'textfield', 'key': 'a', 'label': 'A', 'validate': {'required': true}}]}
                """, Map.of("secret", true));

        assertThat(view.has("A")).isFalse();
        assertThat(view.values()).isEmpty();
        assertThat(view.validate()).isTrue();
        assertThat(view.view().isComplete()).isTrue();
    }

    @Test
    void what_hangs_on_a_hidden_field_is_as_if_that_had_no_answer() {
        var view = Example.view("""
                {'type': 'textfield', 'key': 'third', 'label': 'Third', 'conditional': {'hide': '=second = null'}},
                {'type': 'textfield', 'key': 'second', 'label': 'Second', 'conditional': {'hide': '=first != true'}},
                {'type': 'checkbox', 'key': 'first', 'label': 'First', 'defaultValue': true}
                """, Map.of("second", "known"));
        assertThat(view.has("Third")).isTrue();

        view.type("First", false);

        assertThat(view.has("Second")).isFalse();
        assertThat(view.has("Third")).isFalse();
    }

    @Test
    void conditions_that_contradict_each_other_come_to_an_end(CapturedOutput output) {
        var view = Example.view("""
                {'type': 'textfield', 'key': 'a', 'label': 'A', 'defaultValue': 'x', 'conditional': {'hide': '=b = null'}},
                {'type': 'textfield', 'key': 'b', 'label': 'B', 'defaultValue': 'x', 'conditional': {'hide': '=a != null'}}
                """, Map.of());

        assertThat(view.validate()).isTrue();
        assertThat(output).contains("Form example: its conditions contradict each other");
    }

    @Test
    void what_is_read_only_follows_its_expression_and_is_not_judged() {
        var view = Example.view("""
                {'type': 'checkbox', 'key': 'fixed', 'label': 'Fixed'},
                {'type': 'textfield', 'key': 'a', 'label': 'A', 'readonly': '=fixed', 'validate': {'required': true}},
                {'type': 'textfield', 'key': 'b', 'label': 'B', 'readonly': true}
                """, Map.of("b", "known"));
        assertThat(view.field("A", TextField.class).isReadOnly()).isFalse();
        assertThat(view.field("B", TextField.class).isReadOnly()).isTrue();

        view.type("Fixed", true);

        assertThat(view.field("A", TextField.class).isReadOnly()).isTrue();
        assertThat(view.validate()).isTrue();
        assertThat(view.values()).containsEntry("b", "known");
    }

    @Test
    void an_expression_that_fails_hides_nothing_and_is_logged_once_without_the_data(CapturedOutput output) {
        var view = Example.view("""
                {'type': 'textfield', 'key': 'name', 'label': 'Name'},
                {'type': 'textfield', 'key': 'a', 'label': 'A', 'conditional': {'hide': '=name + 1'}},
                {'type': 'textfield', 'key': 'b', 'label': 'B', 'conditional': {'hide': '=forgotten'}},
                {'type': 'text', 'text': 'Hello {{absent}}'}
                """, Map.of("name", "Mary Hughes"));
        view.type("Name", "Stan Stuck");

        assertThat(view.has("A")).isTrue();
        assertThat(view.has("B")).isTrue();
        assertThat(view.text()).contains("Hello");
        assertThat(output.toString().lines().filter(line -> line.contains("Form example: the expression")))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).endsWith("name + 1 gave no Boolean"))
                .anySatisfy(line -> assertThat(line).endsWith("forgotten asks for what is not in the data"))
                .anySatisfy(line -> assertThat(line).endsWith("absent asks for what is not in the data"));
        assertThat(output).doesNotContain("Mary", "Stan");
    }

    @Test
    void words_follow_what_is_typed() {
        var view = Example.view(
                """
                {'type': 'number', 'key': 'days', 'label': 'Days of {{who}}', 'decimalDigits': 0, 'defaultValue': 2,
                 'description': 'Until {{untilByDays[days]}}'},
                {'type': 'text', 'text': 'Until **{{untilByDays[days]}}**', 'properties': {'role': 'note'}}
                """, Map.of("who", "<b>Mary</b>", "untilByDays", List.of("Monday", "Tuesday", "Wednesday")));
        assertThat(view.field("Days of <b>Mary</b>", IntegerField.class).getHelperText())
                .isEqualTo("Until Tuesday");

        view.type("Days of <b>Mary</b>", 3);

        assertThat(view.text()).isEqualTo("Until Wednesday");
        assertThat(view.field("Days of <b>Mary</b>", IntegerField.class).getHelperText())
                .isEqualTo("Until Wednesday");
        assertThat(view.html()).contains("class=\"prose note wide\"", "<strong><bdi>Wednesday</bdi></strong>");
    }

    @Test
    void whoever_is_known_is_offered_and_anybody_else_is_taken_too() {
        var view = Example.view(
                "{'type': 'textfield', 'key': 'to', 'label': 'To', 'validate': {'validationType': 'email', 'required': true},"
                        + "'properties': {'suggestionsKey': 'people'}}",
                CHOICES);
        @SuppressWarnings("unchecked")
        var to = (ComboBox<String>) view.field("To");

        assertThat(to.getListDataView().getItems().map(to.getItemLabelGenerator()::apply))
                .containsExactly("Mary Hughes – mary@riverbank.example.org", "Stan (stan@home.example.org)");

        typeAndLeave(to, " new@example.org ");
        assertThat(view.values()).containsEntry("to", "new@example.org");
        assertThat(view.validate()).isTrue();

        typeAndLeave(to, "MARY@riverbank.example.org");
        assertThat(view.values()).containsEntry("to", "mary@riverbank.example.org");

        typeAndLeave(to, "nobody");
        assertThat(view.values()).containsEntry("to", "nobody");
        assertThat(view.validate()).isFalse();

        to.clear();
        assertThat(view.values()).containsEntry("to", "");
    }

    @Test
    void a_form_may_be_complete_before_its_last_field_is_left() {
        var view = Example.view(
                "{'type': 'textfield', 'key': 'to', 'label': 'To', 'validate': {'required': true},"
                        + "'properties': {'suggestionsKey': 'people'}}",
                CHOICES);
        var changes = new AtomicInteger();
        view.view().addChangeListener(changes::incrementAndGet);

        typeOn(view.field("To"), "n");
        assertThat(view.view().isComplete()).isTrue();
        typeOn(view.field("To"), "");
        assertThat(view.view().isComplete()).isFalse();
        assertThat(changes).hasValue(2);
    }

    private static void typeOn(Component field, String text) {
        fire(
                field,
                "input",
                JacksonUtils.createObjectNode()
                        .put("event.target.value", text)
                        .put(JsonConstants.EVENT_DATA_PHASE, JsonConstants.EVENT_PHASE_TRAILING));
    }

    private static void typeAndLeave(ComboBox<String> field, String text) {
        ComponentUtil.fireEvent(field, new CustomValueSetEvent<>(field, true, text));
    }

    @Test
    void what_the_service_finds_wrong_is_said_by_the_field_until_that_changes() {
        var view = Example.view(
                "{'type': 'textfield', 'key': 'a', 'label': 'A'}, {'type': 'textfield', 'key': 'b', 'label': 'B'}",
                Map.of());

        view.view().showProblems(Map.of("b", "This number cannot be reached."));
        assertThat(view.problem("A")).isEmpty();
        assertThat(view.problem("B")).isEqualTo("This number cannot be reached.");

        view.type("A", "x");
        assertThat(view.problem("B")).isEqualTo("This number cannot be reached.");
        view.type("B", "x");
        assertThat(view.problem("B")).isEmpty();
    }

    @Test
    void what_the_service_finds_wrong_with_nothing_that_is_seen_is_said_above() {
        var view = Example.view(
                "{'type': 'textfield', 'key': 'a', 'label': 'A', 'conditional': {'hide': true}}", Map.of());

        view.view().showProblems(Map.of("a", "Someone else was faster."));
        assertThat(view.text()).contains("Someone else was faster.");

        view.view().showProblems(Map.of());
        assertThat(view.text()).isEmpty();
    }

    @Test
    void a_group_is_named_by_its_label() {
        var view = Example.view("""
                {'type': 'group', 'label': 'About {{who}}', 'showOutline': true, 'components': [
                  {'type': 'textfield', 'key': 'a', 'label': 'A', 'layout': {'columns': 8, 'row': 'r'}},
                  {'type': 'textfield', 'key': 'b', 'label': 'B', 'layout': {'columns': 8, 'row': 'r'}},
                  {'type': 'textfield', 'key': 'c', 'label': 'C', 'layout': {'columns': 8, 'row': 's'}}]}
                """, Map.of("who", "*Mary*"));

        assertThat(view.html())
                .containsPattern("aria-labelledby=\"(group-[\\w-]+)\"[^>]* role=\"group\">\\s*<div[^>]* id=\"\\1\"");
        assertThat(view.text()).isEqualTo("About *Mary*");
        assertThat(view.field("A").getElement().getClassList()).contains("new-row");
        assertThat(view.field("B").getElement().getClassList()).isEmpty();
        assertThat(view.field("C").getElement().getClassList()).contains("new-row");
    }

    @Test
    void the_shipped_form_of_the_destination_knows_whom_it_knows() {
        var people =
                List.of(Map.of("value", "mary@riverbank.example.org", "label", "Mary *Hughes*", "channels", "+44"));
        var view = new ViewOnTest(Example.shipped("choose-destination"), Map.of("recipients", people));
        assertThat(view.has("Change this person’s details")).isFalse();

        view.type("E-mail address", "mary@riverbank.example.org");
        assertThat(view.has("Change this person’s details")).isTrue();
        assertThat(view.text()).contains("Mary *Hughes*", "+44");

        view.type("E-mail address", "new@example.org");
        assertThat(view.has("Change this person’s details")).isFalse();
        assertThat(view.values()).isEqualTo(Map.of("email", "new@example.org"));
    }

    @Test
    void the_shipped_form_of_the_approval_says_until_when() {
        var data = Map.of(
                "patientId", "1",
                "patientName", "<script>alert(1)</script>",
                "gender", "F",
                "birthDate", "03/12/1958",
                "recipient", "Mary",
                "longestDays", 2,
                "untilByDays", List.of("Monday", "Tuesday"),
                "statements", List.of("it is *lawful*"));
        var view = new ViewOnTest(Example.shipped("approve-disclaimer"), data);
        assertThat(view.text())
                .contains("<script>alert(1)</script>", "it is *lawful*")
                .doesNotContain("available");
        assertThat(view.html()).doesNotContain("<script>");

        view.type("Days until the images can no longer be opened", 2);
        assertThat(view.text()).contains("This package will be available", "Tuesday");

        view.type("Days until the images can no longer be opened", 3);
        assertThat(view.text()).doesNotContain("available");
        assertThat(view.validate()).isFalse();
        assertThat(view.problem("Days until the images can no longer be opened"))
                .isEqualTo("Enter a number from 1 to 2.");
    }
}
