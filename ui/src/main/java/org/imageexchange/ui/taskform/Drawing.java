package org.imageexchange.ui.taskform;

import static java.util.stream.Collectors.toCollection;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker.DateTimePickerI18n;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.BigDecimalField.BigDecimalFieldI18n;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.IntegerField.IntegerFieldI18n;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.component.timepicker.TimePicker.TimePickerI18n;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.imageexchange.ui.taskform.FormField.Day;
import org.imageexchange.ui.taskform.FormField.Input;
import org.imageexchange.ui.taskform.FormField.Kind;
import org.imageexchange.ui.taskform.FormField.LongText;
import org.imageexchange.ui.taskform.FormField.Moment;
import org.imageexchange.ui.taskform.FormField.Numeral;
import org.imageexchange.ui.taskform.FormField.OneOf;
import org.imageexchange.ui.taskform.FormField.SeveralOf;
import org.imageexchange.ui.taskform.FormField.ShortText;
import org.imageexchange.ui.taskform.FormField.Tick;
import org.imageexchange.ui.taskform.FormField.TimeOfDay;
import org.jspecify.annotations.Nullable;

/** Makes the field for each kind of input, with what the data or the form itself say it holds at first. */
final class Drawing {

    private static final String TYPED = "event.target.value";
    private static final int PAUSE_IN_TYPING_MS = 300;
    private static final String FEWEST_LINES_HEIGHT = "7rem";
    private static final @Nullable String ANYTHING_IS_READABLE = null;

    private final Map<String, ?> data;

    Drawing(Map<String, ?> data) {
        this.data = data;
    }

    Entry<?> draw(Input input) {
        return switch (input) {
            case ShortText field
            when field.suggestionsKey() != null -> suggesting(field, new Options.FromData(field.suggestionsKey()));
            case ShortText field when field.kind() == Kind.EMAIL -> shortText(field, new EmailField());
            case ShortText field -> shortText(field, new TextField());
            case LongText field -> longText(field);
            case Numeral field when field.isWhole() -> whole(field);
            case Numeral field -> decimal(field);
            case Tick field -> tick(field);
            case OneOf field -> oneOf(field);
            case SeveralOf field -> severalOf(field);
            case Day field -> day(field);
            case TimeOfDay field -> timeOfDay(field);
            case Moment field -> moment(field);
        };
    }

    private <F extends TextFieldBase<F, String>> Entry<String> shortText(ShortText input, F field) {
        whileTyping(field);
        field.setValue(text(input, input.preset()));
        return new Entry<>(input, field, text -> text, ANYTHING_IS_READABLE);
    }

    /** No limit is set on the fields themselves: the browser would cut what is pasted without a word. */
    private Entry<String> longText(LongText input) {
        var field = new TextArea();
        whileTyping(field);
        field.setMinHeight(FEWEST_LINES_HEIGHT);
        field.setValue(text(input, input.preset()));
        return new Entry<>(input, field, text -> text, ANYTHING_IS_READABLE);
    }

    /** Every letter at once: whoever closes the form finds all of it again. */
    private static void whileTyping(TextFieldBase<?, ?> field) {
        field.setValueChangeMode(ValueChangeMode.EAGER);
    }

    /** Offers what is known while one types, and takes anything else too. */
    private Entry<String> suggesting(ShortText input, Options.FromData known) {
        var labels = known.labels(data);
        var field = new ComboBox<String>();
        field.setItems(labels.keySet());
        field.setItemLabelGenerator(value -> label(value, labels));
        field.setAllowCustomValue(true);
        field.addCustomValueSetListener(
                typed -> field.setValue(asKnown(typed.getDetail().strip(), labels)));
        var initial = text(input, input.preset());
        field.setValue(initial.isEmpty() ? null : asKnown(initial, labels));
        var entry = new Entry<>(input, field, value -> value == null ? "" : value, ANYTHING_IS_READABLE);
        field.getElement()
                .addEventListener(
                        "input",
                        typed -> entry.typing(typed.getEventData().path(TYPED).asString("")))
                .addEventData(TYPED)
                .debounce(PAUSE_IN_TYPING_MS);
        return entry;
    }

    private static String label(String value, Map<String, String> labels) {
        var label = labels.getOrDefault(value, value);
        return label.contains(value) ? label : label + " – " + value;
    }

    /** The known value that was meant, although its case or the label was typed. */
    private static String asKnown(String typed, Map<String, String> labels) {
        return labels.keySet().stream()
                .filter(value ->
                        value.equalsIgnoreCase(typed) || label(value, labels).equalsIgnoreCase(typed))
                .findFirst()
                .orElse(typed);
    }

    private Entry<Integer> whole(Numeral input) {
        var unreadable = "Enter a whole number, for instance 14.";
        var field = new IntegerField();
        field.setI18n(new IntegerFieldI18n().setBadInputErrorMessage(unreadable));
        whileTyping(field);
        var initial = number(input);
        field.setValue(initial == null ? null : (Integer) initial.intValueExact());
        return new Entry<>(input, field, number -> number, unreadable);
    }

    private Entry<BigDecimal> decimal(Numeral input) {
        var unreadable = "Enter a number, for instance 2.5.";
        var field = new BigDecimalField();
        field.setLocale(Locale.UK);
        field.setI18n(new BigDecimalFieldI18n().setBadInputErrorMessage(unreadable));
        whileTyping(field);
        field.setValue(number(input));
        return new Entry<>(input, field, number -> number, unreadable);
    }

    private Entry<Boolean> tick(Tick input) {
        var field = new Checkbox();
        var given = given(input, Boolean.class);
        field.setValue(given == null ? input.preset() : given);
        return new Entry<>(input, field, ticked -> ticked, ANYTHING_IS_READABLE);
    }

    private Entry<String> oneOf(OneOf input) {
        var labels = input.options().labels(data);
        var given = given(input, String.class);
        var chosen = given == null ? input.preset() : given;
        var offered = chosen != null && labels.containsKey(chosen) ? chosen : null;
        return switch (input.style()) {
            case RADIO -> {
                var field = new RadioButtonGroup<String>();
                field.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
                field.setItems(labels.keySet());
                field.setItemLabelGenerator(labels::get);
                field.setValue(offered);
                yield new Entry<>(input, field, value -> value, ANYTHING_IS_READABLE);
            }
            case SELECT -> {
                var field = new Select<String>();
                field.setItems(labels.keySet());
                field.setItemLabelGenerator(value -> value == null ? "" : labels.get(value));
                field.setEmptySelectionAllowed(!input.question().required());
                field.setValue(offered);
                yield new Entry<>(input, field, value -> value, ANYTHING_IS_READABLE);
            }
        };
    }

    private Entry<Set<String>> severalOf(SeveralOf input) {
        var labels = input.options().labels(data);
        var given = given(input, Collection.class);
        var chosen = given == null ? input.preset() : given;
        var offered = labels.keySet().stream().filter(chosen::contains).collect(toCollection(LinkedHashSet::new));
        Function<Set<String>, @Nullable Object> inOrder =
                values -> labels.keySet().stream().filter(values::contains).toList();
        return switch (input.style()) {
            case CHECKLIST -> {
                var field = new CheckboxGroup<String>();
                field.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
                field.setItems(labels.keySet());
                field.setItemLabelGenerator(labels::get);
                field.setValue(offered);
                yield new Entry<>(input, field, inOrder, ANYTHING_IS_READABLE);
            }
            case TAGLIST -> {
                var field = new MultiSelectComboBox<String>();
                field.setItems(labels.keySet());
                field.setItemLabelGenerator(labels::get);
                field.setValue(offered);
                yield new Entry<>(input, field, inOrder, ANYTHING_IS_READABLE);
            }
        };
    }

    private Entry<LocalDate> day(Day input) {
        var unreadable = "Enter a date, for instance 31/12/2026.";
        var field = new DatePicker();
        field.setLocale(Locale.UK);
        field.setI18n(ukDates().setBadInputErrorMessage(unreadable));
        field.setValue(time(input, LocalDate.class, LocalDate::parse, input.preset()));
        return new Entry<>(input, field, Drawing::iso, unreadable);
    }

    private Entry<LocalTime> timeOfDay(TimeOfDay input) {
        var unreadable = "Enter a time, for instance 14:30.";
        var field = new TimePicker();
        field.setLocale(Locale.UK);
        field.setStep(input.step());
        field.setI18n(new TimePickerI18n().setBadInputErrorMessage(unreadable));
        field.setValue(time(input, LocalTime.class, LocalTime::parse, input.preset()));
        return new Entry<>(input, field, Drawing::iso, unreadable);
    }

    private Entry<LocalDateTime> moment(Moment input) {
        var unreadable = "Enter a date and a time, for instance 31/12/2026 and 14:30.";
        var field = new DateTimePicker();
        field.setLocale(Locale.UK);
        field.setStep(input.step());
        field.setDatePickerI18n(ukDates());
        field.setI18n(new DateTimePickerI18n()
                .setDateLabel(spoken(input, input.dateLabel()))
                .setTimeLabel(spoken(input, input.timeLabel()))
                .setBadInputErrorMessage(unreadable)
                .setIncompleteInputErrorMessage(unreadable));
        field.setValue(time(input, LocalDateTime.class, LocalDateTime::parse, input.preset()));
        return new Entry<>(input, field, Drawing::iso, unreadable);
    }

    private static String spoken(Moment input, String label) {
        return input.question().required() ? label + ", required" : label;
    }

    private static DatePickerI18n ukDates() {
        return new DatePickerI18n().setDateFormat("dd/MM/yyyy").setFirstDayOfWeek(1);
    }

    private static @Nullable Object iso(@Nullable Object time) {
        return time == null ? null : time.toString();
    }

    private String text(Input input, @Nullable String preset) {
        var given = given(input, String.class);
        return given != null ? given : preset == null ? "" : preset;
    }

    private @Nullable BigDecimal number(Numeral input) {
        var given = given(input, Number.class);
        return given == null ? input.preset() : new BigDecimal(given.toString());
    }

    private <T> @Nullable T time(Input input, Class<T> type, Function<String, T> parse, @Nullable T preset) {
        if (data.get(input.question().key()) instanceof String text) {
            return parse.apply(text);
        }
        var given = given(input, type);
        return given == null ? preset : given;
    }

    private <T> @Nullable T given(Input input, Class<T> type) {
        var value = data.get(input.question().key());
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "Data “" + input.question().key() + "” is no " + type.getSimpleName()); // without echoing it
        }
        return type.cast(value);
    }
}
