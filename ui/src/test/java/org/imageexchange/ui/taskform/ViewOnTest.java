package org.imageexchange.ui.taskform;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.HasValueAndElement;
import java.util.Map;
import java.util.stream.Stream;

/** A form's page as its user sees it: by labels, and without what is hidden. */
final class ViewOnTest {

    private final TaskFormView view;

    ViewOnTest(TaskForm form, Map<String, ?> data) {
        view = new TaskFormView(form, data);
    }

    TaskFormView view() {
        return view;
    }

    Map<String, Object> values() {
        return view.values();
    }

    boolean validate() {
        return view.validate();
    }

    boolean has(String label) {
        return shown().anyMatch(component -> isLabelled(component, label));
    }

    Component field(String label) {
        return shown().filter(component -> isLabelled(component, label))
                .findFirst()
                .orElseThrow();
    }

    <C extends Component> C field(String label, Class<C> type) {
        return type.cast(field(label));
    }

    @SuppressWarnings("unchecked")
    void type(String label, Object value) {
        ((HasValue<?, Object>) field(label)).setValue(value);
    }

    /** What the field says is wrong with it; empty if nothing is. */
    String problem(String label) {
        var field = (HasValidation) field(label);
        return field.isInvalid() ? field.getErrorMessage() : "";
    }

    /** All words that are shown, without those of the fields. */
    String text() {
        return shown().filter(component -> !(component instanceof HasValue))
                .filter(component -> component.getChildren().findAny().isEmpty())
                .map(component -> component.getElement().getTextRecursively())
                .collect(joining("\n"));
    }

    /** The only field that is shown. */
    HasValueAndElement<?, ?> onlyField() {
        return (HasValueAndElement<?, ?>)
                shown().filter(HasValue.class::isInstance).findFirst().orElseThrow();
    }

    String html() {
        return Html.of(view.getElement());
    }

    private Stream<Component> shown() {
        return shown(view);
    }

    private static Stream<Component> shown(Component component) {
        return component.isVisible()
                ? Stream.concat(Stream.of(component), component.getChildren().flatMap(ViewOnTest::shown))
                : Stream.empty();
    }

    private static boolean isLabelled(Component component, String label) {
        return component instanceof HasLabel labelled && label.equals(labelled.getLabel());
    }
}
