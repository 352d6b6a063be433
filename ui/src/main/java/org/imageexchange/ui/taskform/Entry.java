package org.imageexchange.ui.taskform;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.shared.InputField;
import com.vaadin.flow.data.binder.HasValidator;
import com.vaadin.flow.data.binder.ValueContext;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.Optional;
import java.util.function.Function;
import org.imageexchange.ui.taskform.FormField.Input;
import org.imageexchange.ui.taskform.FormField.LongText;
import org.imageexchange.ui.taskform.FormField.ShortText;
import org.jspecify.annotations.Nullable;

/**
 * A field on the page: what was answered in it, and what is wrong with that.
 *
 * @param <V> what the field itself holds
 */
final class Entry<V> {

    /** Where a count of what may still be typed begins to help. */
    private static final double NEARLY_FULL = 0.2;

    private final Input input;
    private final Component component;
    private final InputField<?, V> field;
    private final HasValidationProperties validation;
    private final HasValidator<V> validator;
    private final Function<V, @Nullable Object> answer;
    private final @Nullable String unreadable;
    private String typing = "";
    private SerializableRunnable listener = () -> {};

    /**
     * @param answer what a value of the field means to the form; null if nothing
     * @param unreadable what the field's own validator says when the text in it means nothing to it; null if any does
     */
    <F extends Component & InputField<?, V> & HasValidationProperties & HasValidator<V>> Entry(
            Input input, F field, Function<V, @Nullable Object> answer, @Nullable String unreadable) {
        this.input = input;
        this.component = field;
        this.field = field;
        this.validation = field;
        this.validator = field;
        this.answer = answer;
        this.unreadable = unreadable;
        field.setManualValidation(true);
        if (isAriaRequiredAllowed()) {
            field.setRequiredIndicatorVisible(input.question().required());
        } else if (input.question().required()) {
            field.addClassName("required");
        }
        // Often somebody else's data: the browser must not offer one's own.
        field.getElement().setAttribute("autocomplete", "off").setProperty("manualValidation", true);
    }

    /** What is a button or a group to assistive technology can't be required there; its name says it instead. */
    private boolean isAriaRequiredAllowed() {
        return !(component instanceof Select
                || component instanceof CheckboxGroup
                || component instanceof DateTimePicker);
    }

    String key() {
        return input.question().key();
    }

    Component component() {
        return component;
    }

    void onChange(SerializableRunnable listener) {
        this.listener = listener;
        field.addValueChangeListener(change -> {
            typing = "";
            listener.run();
        });
    }

    /** For a field that has its value only when it is left. */
    void typing(String text) {
        typing = text;
        listener.run();
    }

    @Nullable
    Object answer() {
        return answer.apply(field.getValue());
    }

    Optional<String> problem(Facts facts) {
        if (field.isReadOnly()) {
            return Optional.empty(); // nobody could mend it
        }
        return Optional.ofNullable(unreadable)
                .filter(this::isSaidByTheFieldItself)
                .or(() -> Judgement.problem(input, answer(), facts));
    }

    /** Whether there is enough for the form to be sent; whether it is right is said when it is. */
    boolean isFilled() {
        return field.isReadOnly() || !input.question().required() || !Judgement.isEmpty(answer()) || !typing.isBlank();
    }

    private boolean isSaidByTheFieldItself(String words) {
        var result = validator.getDefaultValidator().apply(field.getValue(), new ValueContext(component));
        return result.isError() && words.equals(result.getErrorMessage());
    }

    /** A mark that is there goes when its reason does; a new one is set while typing only if typing on is in vain. */
    void judgeWhileTyping(Facts facts) {
        if (validation.isInvalid() || Judgement.isTooLong(input, answer(), facts)) {
            mark(problem(facts));
        }
    }

    void mark(Optional<String> problem) {
        validation.setErrorMessage(problem.orElse(""));
        validation.setInvalid(problem.isPresent());
    }

    void refresh(Facts facts) {
        var question = input.question();
        field.setLabel(question.label().plain(facts));
        if (question.required() && !isAriaRequiredAllowed() && component instanceof HasAriaLabel named) {
            named.setAriaLabel(field.getLabel() + ", required");
        }
        field.setHelperText(help(facts));
        field.setReadOnly(question.readOnly() != null && facts.holds(question.readOnly()));
    }

    private String help(Facts facts) {
        var description = input.question().description();
        var help = description == null ? "" : description.plain(facts);
        var room = roomLeft(facts);
        return room.isEmpty() || help.isEmpty() ? help + room : help + " – " + room;
    }

    private String roomLeft(Facts facts) {
        if (!(input instanceof ShortText) && !(input instanceof LongText) || !(answer() instanceof String text)) {
            return "";
        }
        var room = Judgement.roomLeft(input, text, facts);
        if (room < 0 || room > (room + text.length()) * NEARLY_FULL) {
            return "";
        }
        return room == 1 ? "1 character left" : room + " characters left";
    }

    void focus() {
        if (component instanceof Focusable<?> focusable) {
            focusable.focus();
        } else { // a group of boxes takes no focus itself
            component.getElement().executeJs("this.querySelector('input')?.focus()");
        }
    }
}
