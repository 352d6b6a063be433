package org.imageexchange.ui.taskform;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.imageexchange.ui.taskform.FormField.Group;
import org.imageexchange.ui.taskform.FormField.Input;
import org.imageexchange.ui.taskform.FormField.Prose;
import org.imageexchange.ui.taskform.FormField.Separator;
import org.imageexchange.ui.taskform.FormField.Spacer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A form on the page: shows data, takes answers, and says by each field what is wrong with it. */
public class TaskFormView extends Composite<Div> {

    private static final Logger LOG = LoggerFactory.getLogger(TaskFormView.class);

    private final TaskForm form;
    private final Facts facts;
    private final Drawing drawing;
    private final Div problems = new Div();
    private final List<Part> parts = new ArrayList<>();
    private final Map<Entry<?>, Part> entries = new LinkedHashMap<>();
    private final List<SerializableRunnable> listeners = new ArrayList<>();

    /**
     * @param data what the form's expressions ask for, and by their keys what its fields hold at first
     */
    public TaskFormView(TaskForm form, Map<String, ?> data) {
        this.form = form;
        this.facts = new Facts(form.id(), data);
        this.drawing = new Drawing(data);
        problems.addClassNames("problem-box", "wide");
        problems.getElement().setAttribute("role", "alert");
        problems.setVisible(false);
        getContent().addClassName("task-form");
        getContent().add(problems);
        draw(form.fields(), getContent(), null);
        refresh();
    }

    /**
     * What is answered by now, by the fields' keys; hidden fields are left out.
     *
     * <p>A text is a {@code String}, empty if nothing is typed; a number an {@code Integer} or a {@code BigDecimal}; a
     * date or time an ISO string; a box a {@code Boolean}; a choice its value, several a list. A number, date or choice
     * that is not made is left out.
     */
    public Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        for (var entry : shownEntries()) {
            var answer = entry.answer();
            if (answer != null) {
                values.put(entry.key(), answer);
            }
        }
        return values;
    }

    /** Says by each field what is wrong with it, and goes to the first of them. */
    public boolean validate() {
        var wrong = new LinkedHashMap<String, String>();
        shownEntries().forEach(entry -> entry.problem(facts).ifPresent(problem -> wrong.put(entry.key(), problem)));
        showProblems(wrong);
        return wrong.isEmpty();
    }

    /** Whether all that must be filled in is; what is filled in may still be wrong. */
    public boolean isComplete() {
        return shownEntries().stream().allMatch(Entry::isFilled);
    }

    /** Goes to the first field. */
    public void focusFirst() {
        shownEntries().stream().findFirst().ifPresent(Entry::focus);
    }

    /** Calls back whenever an answer changes. */
    public void addChangeListener(SerializableRunnable listener) {
        listeners.add(listener);
    }

    /**
     * Marks the fields with what the service found wrong, and goes to the first of them.
     *
     * @param messagesByKey what is about no field that can be seen is said above the form
     */
    public void showProblems(Map<String, String> messagesByKey) {
        var elsewhere = new LinkedHashMap<>(messagesByKey);
        Entry<?> first = null;
        for (var entry : shownEntries()) {
            var message = Optional.ofNullable(elsewhere.remove(entry.key()));
            entry.mark(message);
            if (first == null && message.isPresent()) {
                first = entry;
            }
        }
        problems.removeAll();
        elsewhere.values().forEach(message -> problems.add(new Paragraph(message)));
        problems.setVisible(!elsewhere.isEmpty());
        if (first != null) {
            first.focus();
        }
    }

    private List<Entry<?>> shownEntries() {
        return entries.entrySet().stream()
                .filter(drawn -> drawn.getValue().isShown())
                .<Entry<?>>map(Map.Entry::getKey)
                .toList();
    }

    private void draw(List<FormField> fields, Div container, @Nullable Part within) {
        String row = null;
        for (var field : fields) {
            var part = draw(field, within);
            var place = field.place();
            var classes = part.component().getElement().getClassList();
            if (place.wide()) {
                classes.add("wide");
            } else if (place.row() == null || !place.row().equals(row)) {
                classes.add("new-row");
            }
            row = place.row();
            container.add(part.component());
        }
    }

    private Part draw(FormField field, @Nullable Part within) {
        return switch (field) {
            case Input input -> entry(input, within);
            case Prose prose -> {
                var text = new ProseText(prose);
                yield keep(new Part(prose, text, within, text::refresh));
            }
            case Group group -> {
                var box = new GroupBox(group);
                var part = keep(new Part(group, box, within, box::refresh));
                draw(group.fields(), box.fields(), part);
                yield part;
            }
            case Separator separator -> keep(new Part(separator, new Hr(), within, ignored -> {}));
            case Spacer spacer -> {
                var gap = new Div();
                gap.setHeight(spacer.height() + "px");
                yield keep(new Part(spacer, gap, within, ignored -> {}));
            }
        };
    }

    private Part entry(Input input, @Nullable Part within) {
        var entry = drawing.draw(input);
        var part = keep(new Part(input, entry.component(), within, entry::refresh));
        entries.put(entry, part);
        entry.onChange(() -> {
            refresh();
            entry.judgeWhileTyping(facts);
            listeners.forEach(SerializableRunnable::run);
        });
        return part;
    }

    private Part keep(Part part) {
        parts.add(part);
        return part;
    }

    private void refresh() {
        settle();
        parts.stream().filter(Part::isShown).forEach(part -> part.refresh().accept(facts));
    }

    /** Whatever is hidden has no answer, and that may hide or show other things in turn. */
    private void settle() {
        for (int round = 0; round <= parts.size(); round++) {
            entries.forEach((entry, part) -> facts.put(entry.key(), part.isShown() ? entry.answer() : null));
            var changed = false;
            for (var part : parts) {
                changed |= part.showOrHide(facts);
            }
            if (!changed) {
                return;
            }
        }
        LOG.warn("Form {}: its conditions contradict each other", form.id());
    }

    /** A component as it is drawn, and the group that it is in. */
    private record Part(
            FormField field, Component component, @Nullable Part within, Consumer<Facts> refresh) {

        boolean isShown() {
            return component.isVisible() && (within == null || within.isShown());
        }

        boolean showOrHide(Facts facts) {
            var hide = field.place().hide();
            var show = hide == null || !facts.holds(hide);
            if (show == component.isVisible()) {
                return false;
            }
            component.setVisible(show);
            return true;
        }
    }

    private static final class ProseText extends Div {

        private final Prose prose;
        private @Nullable Markdown shown;

        ProseText(Prose prose) {
            this.prose = prose;
            addClassName("prose");
            if (prose.note()) {
                addClassName("note");
                getElement().setAttribute("aria-live", "polite"); // it speaks of what is being filled in
            }
        }

        void refresh(Facts facts) {
            var markdown = Markdown.fill(prose.text(), facts);
            if (!markdown.equals(shown)) {
                getElement().removeAllChildren();
                markdown.elements().forEach(getElement()::appendChild);
                shown = markdown;
            }
        }
    }

    private static final class GroupBox extends Div {

        private final @Nullable Template label;
        private final Div heading = new Div();
        private final Div fields = new Div();

        GroupBox(Group group) {
            this.label = group.label();
            addClassName(group.outlined() ? "outlined-group" : "plain-group");
            getElement().setAttribute("role", "group");
            fields.addClassName("task-form");
            if (label != null) {
                heading.addClassName("group-label");
                heading.setId("group-" + UUID.randomUUID());
                getElement().setAttribute("aria-labelledby", heading.getId().orElseThrow());
                add(heading);
            }
            add(fields);
        }

        Div fields() {
            return fields;
        }

        void refresh(Facts facts) {
            if (label != null) {
                heading.setText(label.plain(facts));
            }
        }
    }
}
