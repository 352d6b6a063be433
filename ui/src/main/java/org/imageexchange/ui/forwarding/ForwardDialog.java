package org.imageexchange.ui.forwarding;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import java.util.Map;
import org.imageexchange.account.SignedIn;
import org.imageexchange.forwarding.DraftId;
import org.imageexchange.forwarding.Wizard;
import org.imageexchange.forwarding.Wizard.Answered;
import org.imageexchange.forwarding.Wizard.Standing;
import org.imageexchange.processes.Forms;
import org.imageexchange.processes.Outcomes;
import org.imageexchange.ui.taskform.TaskFormView;
import org.jspecify.annotations.Nullable;

/**
 * The wizard of the guide. Each step is a task of the forward's process: the dialog shows whichever waits, and can be
 * closed and opened again at any time.
 */
class ForwardDialog extends Dialog {

    private static final int ASK_AGAIN_MS = 500;
    private static final int LONG_ENOUGH_TO_READ_MS = 10_000;

    private static final List<String> STEPS = List.of("Choose destination", "Additional info", "Messages", "Retention");
    private static final Map<String, Integer> STEP_OF_FORM = Map.of(
            Forms.CHOOSE_DESTINATION, 0,
            Forms.CREATE_RECIPIENT, 0,
            Forms.ADDITIONAL_INFO, 1,
            Forms.MESSAGES, 2,
            Forms.APPROVE_DISCLAIMER, 3);

    private final Wizard wizard;
    private final FormLibrary forms;
    private final SignedIn person;
    private final DraftId draft;
    private final SerializableRunnable afterwards;

    private final OrderedList stepper = new OrderedList();
    private final Div notice = new Div();
    private final Div content = new Div();
    private final Button cancel = new Button("Cancel", click -> leave(Outcomes.CANCEL));
    private final Button previous = new Button("Previous", click -> leave(Outcomes.PREVIOUS));
    private final Button next = new Button("Next", click -> leave(Outcomes.NEXT));
    private final Button finish = new Button("Finish", click -> leave(Outcomes.APPROVE));
    private final Button closing = new Button("Close", click -> close());

    private Standing.@Nullable AtStep shown;
    private @Nullable TaskFormView form;
    private boolean waiting;
    private boolean saidDelayed;

    ForwardDialog(
            Wizard wizard,
            FormLibrary forms,
            SignedIn person,
            DraftId draft,
            Standing standing,
            SerializableRunnable afterwards) {
        this.wizard = wizard;
        this.forms = forms;
        this.person = person;
        this.draft = draft;
        this.afterwards = afterwards;

        setHeaderTitle("Forward");
        setWidth("46rem");
        setMaxWidth("96vw");
        setCloseOnOutsideClick(false);
        addClassName("wizard");
        stepper.addClassName("stepper");
        stepper.getElement().setAttribute("aria-label", "Steps");
        STEPS.forEach(step -> stepper.add(new ListItem(step)));
        notice.addClassName("problem-box");
        notice.getElement().setAttribute("role", "alert");
        notice.setVisible(false);
        add(stepper, notice, content);

        cancel.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        for (var main : List.of(next, finish, closing)) {
            main.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        }
        for (var button : List.of(cancel, previous, next, finish)) {
            button.setDisableOnClick(true);
        }
        getFooter().add(cancel, previous, next, finish, closing);
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                keep();
                afterwards.run();
            }
        });
        show(standing);
    }

    private void show(Standing standing) {
        switch (standing) {
            case Standing.AtStep step -> showStep(step);
            case Standing.Working(var delayed) -> showWorking(delayed);
            case Standing.Forwarded(var made) -> {
                shown = null;
                close();
                Notification.show(
                        "The images are forwarded. The recipient is invited by e-mail, and the hospital is told.",
                        LONG_ENOUGH_TO_READ_MS,
                        Notification.Position.BOTTOM_START);
            }
            case Standing.Refused(var why) -> showEnd(RefusalWords.of(why));
            case Standing.Ended(var abandoned) -> {
                if (abandoned) {
                    showEnd("This forward was given up, because nobody continued it for a while. "
                            + "Nothing was sent. You can begin again.");
                } else {
                    shown = null;
                    close();
                }
            }
        }
    }

    private void showStep(Standing.AtStep step) {
        shown = step;
        var drawn = new TaskFormView(forms.find(step.form(), step.formVersion()), step.data());
        form = drawn;
        content.removeAll();
        content.add(drawn);
        mark(STEP_OF_FORM.getOrDefault(step.form(), 0));
        var last = step.form().equals(Forms.APPROVE_DISCLAIMER);
        offer(cancel, last ? finish : next);
        previous.setVisible(!step.form().equals(Forms.CHOOSE_DESTINATION));
        if (last) {
            finish.setEnabled(drawn.isComplete());
            drawn.addChangeListener(() -> finish.setEnabled(drawn.isComplete()));
        }
        wait(false);
        drawn.focusFirst();
    }

    /** Where we are, for eyes and for ears. */
    private void mark(int current) {
        var items = stepper.getChildren().toList();
        for (int i = 0; i < items.size(); i++) {
            if (i == current) {
                items.get(i).getElement().setAttribute("aria-current", "step");
            } else {
                items.get(i).getElement().removeAttribute("aria-current");
            }
        }
    }

    private void showWorking(boolean delayed) {
        if (waiting && delayed == saidDelayed) {
            return; // said already: a page that draws itself anew each time is never heard to its end
        }
        saidDelayed = delayed;
        shown = null;
        form = null;
        content.removeAll();
        var bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", "Working");
        var sentence = new Paragraph(
                delayed
                        ? "This takes longer than usual; an administrator is looking into it. "
                                + "You can close this window and continue later: nothing is lost."
                        : "Working…");
        sentence.getElement().setAttribute("role", "status");
        content.add(bar, sentence);
        offer(closing);
        wait(true);
    }

    private void showEnd(String sentence) {
        shown = null;
        form = null;
        content.removeAll();
        stepper.setVisible(false);
        say(sentence);
        offer(closing);
        closing.focus();
        wait(false);
    }

    private void offer(Button... offered) {
        var these = List.of(offered);
        for (var button : List.of(cancel, previous, next, finish, closing)) {
            button.setVisible(these.contains(button));
            button.setEnabled(true);
        }
    }

    private void say(String sentence) {
        notice.setText(sentence);
        notice.setVisible(!sentence.isEmpty());
    }

    private void leave(String way) {
        if (shown == null || form == null) {
            return;
        }
        say("");
        var checked = way.equals(Outcomes.CANCEL) || way.equals(Outcomes.PREVIOUS) || form.validate();
        if (!checked) {
            enableAgain();
            return;
        }
        try {
            leave(way, shown, form);
        } finally {
            if (shown != null && isOpened()) {
                enableAgain(); // whatever came of it, a fault too: nobody is left with dead buttons
            }
        }
    }

    private void leave(String way, Standing.AtStep step, TaskFormView filledIn) {
        switch (wizard.answer(person, draft, step, filledIn.values(), way)) {
            case Answered.GoesOn() -> show(wizard.await(person, draft));
            case Answered.Invalid(var problems) -> filledIn.showProblems(problems);
            case Answered.DoneElsewhere() -> {
                show(wizard.await(person, draft));
                if (shown != null) {
                    say("This step was done in another window. Here is where it stands now.");
                }
            }
            case Answered.Refused(var why) -> showEnd(RefusalWords.of(why));
        }
    }

    private void enableAgain() {
        for (var button : List.of(cancel, previous, next)) {
            button.setEnabled(true);
        }
        finish.setEnabled(form != null && form.isComplete());
    }

    /** What was typed is kept for whoever comes back. */
    private void keep() {
        if (shown != null && form != null) {
            wizard.keep(person, draft, shown, form.values());
        }
    }

    private void wait(boolean forMore) {
        waiting = forMore;
        getUI().ifPresent(ui -> {
            if (waiting) {
                ui.setPollInterval(ASK_AGAIN_MS);
            }
        });
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        if (waiting) {
            event.getUI().setPollInterval(ASK_AGAIN_MS);
        }
        var polls = event.getUI().addPollListener(poll -> {
            if (waiting) {
                show(wizard.standing(person, draft));
            }
        });
        addDetachListener(detached -> {
            polls.remove();
            detached.unregisterListener();
        });
    }
}
