package org.imageexchange.forwarding;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.SignedIn;
import org.imageexchange.processes.Outcomes;
import org.imageexchange.processes.Variables;
import org.imageexchange.transfer.ForwardingRefusal;
import org.imageexchange.transfer.Forwards;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.workflow.TaskInbox;
import org.imageexchange.workflow.TaskInbox.Task;
import org.imageexchange.workflow.UserTaskCommands;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The wizard of a forward, step by step; each step is a task that waits in the inbox, so it can be continued any time. */
@Service
public class Wizard {

    /** How long a page waits for the next step before it says that the portal is working. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Drafts drafts;
    private final Answers answers;
    private final WizardSteps steps;
    private final WizardSignals signals;
    private final ForwardingProcess process;
    private final Forwards forwards;
    private final TaskInbox inbox;
    private final UserTaskCommands tasks;
    private final TransactionTemplate transaction;

    Wizard(
            Drafts drafts,
            Answers answers,
            WizardSteps steps,
            WizardSignals signals,
            ForwardingProcess process,
            Forwards forwards,
            TaskInbox inbox,
            UserTaskCommands tasks,
            TransactionTemplate transaction) {
        this.drafts = drafts;
        this.answers = answers;
        this.steps = steps;
        this.signals = signals;
        this.process = process;
        this.forwards = forwards;
        this.inbox = inbox;
        this.tasks = tasks;
        this.transaction = transaction;
    }

    /** How a draft stands. */
    public sealed interface Standing {

        /**
         * A step waits for the person.
         *
         * @param form the form it was created with, in {@code formVersion}
         * @param data what the form is filled with
         */
        record AtStep(long task, String form, int formVersion, Map<String, Object> data) implements Standing {

            @Override
            public String toString() {
                return "AtStep[" + task + "]";
            }
        }

        /** @param delayed whether it is stuck, and an administrator is needed */
        record Working(boolean delayed) implements Standing {}

        /** The new transfer exists. */
        record Forwarded(TransferId made) implements Standing {}

        record Refused(ForwardingRefusal why) implements Standing {}

        /** It ended without a forward. */
        record Ended(boolean abandoned) implements Standing {}
    }

    /** What became of an answer. */
    public sealed interface Answered {

        /** The wizard goes on; see {@link Wizard#await}. */
        record GoesOn() implements Answered {}

        /** @param problems in the user's words, by the keys of the fields */
        record Invalid(Map<String, String> problems) implements Answered {

            @Override
            public String toString() {
                return "Invalid" + problems.keySet();
            }
        }

        /** The step was done already: in another window, for instance. */
        record DoneElsewhere() implements Answered {}

        record Refused(ForwardingRefusal why) implements Answered {}
    }

    /** How the person's draft stands now. */
    public Standing standing(SignedIn by, DraftId id) {
        var draft = requireOwn(by, id);
        if (!draft.isOpen()) {
            return switch (draft.state()) {
                case FORWARDED -> new Standing.Forwarded(draft.forward().orElseThrow());
                case REFUSED -> new Standing.Refused(draft.refusal().orElseThrow());
                case CANCELLED -> new Standing.Ended(false);
                case ABANDONED -> new Standing.Ended(true);
                case OPEN -> throw new IllegalStateException("Open and not open");
            };
        }
        return waiting(draft)
                .<Standing>map(task -> atStep(draft, task))
                .orElseGet(() -> new Standing.Working(draft.isDelayed()));
    }

    /** As {@link #standing}, but while the portal is working it waits some two seconds for what comes of it. */
    public Standing await(SignedIn by, DraftId id) {
        return signals.await(PATIENCE, () -> standing(by, id), standing -> !(standing instanceof Standing.Working));
    }

    private Standing atStep(Draft draft, Task task) {
        var step = steps.require(task);
        return new Standing.AtStep(
                task.key(),
                task.form() == null ? step.form() : task.form(),
                task.formVersion() == null ? 0 : task.formVersion(),
                step.data(draft));
    }

    private Optional<Task> waiting(Draft draft) {
        return inbox.openOf(draft.id().processKey()).stream()
                .filter(task -> steps.find(task).isPresent())
                .findFirst();
    }

    /**
     * Leaves a step by one of its ways.
     *
     * @param shown the step as it was shown
     * @param values what was typed into its form; kept whatever the way, unless that is to cancel
     * @param way one of {@link Outcomes}
     */
    public Answered answer(SignedIn by, DraftId id, Standing.AtStep shown, Map<String, ?> values, String way) {
        var draft = requireOwn(by, id);
        var task = inbox.find(shown.task())
                .filter(found -> id.processKey().equals(found.processKey()))
                .filter(found -> steps.find(found).isPresent());
        if (task.isEmpty()) {
            return new Answered.DoneElsewhere();
        }
        var step = steps.require(task.get());
        if (!step.ways().contains(way)) {
            throw new IllegalArgumentException("Step " + step.element() + " has no way " + way);
        }
        if (way.equals(Outcomes.CANCEL)) {
            return complete(shown.task(), Map.of(Variables.OUTCOME, way))
                    .orElseThrow(() -> new IllegalStateException("Nobody checks what is cancelled"));
        }
        var refusal = forwards.refusal(draft.author().account(), draft.transfer());
        if (refusal.isPresent()) {
            return refuse(id, shown.task(), refusal.get());
        }
        var typed = step.kept(Typed.of(values), shown.data());
        if (!way.equals(Outcomes.PREVIOUS)) {
            var problems = step.problems(draft, typed);
            if (!problems.isEmpty()) {
                return new Answered.Invalid(problems);
            }
        }
        var submission = keep(id, shown.task(), step, typed);
        if (submission.isEmpty()) {
            return new Answered.DoneElsewhere();
        }
        var answered = complete(
                shown.task(),
                Map.of(
                        Variables.OUTCOME,
                        way,
                        Variables.SUBMISSION,
                        submission.get().toString()));
        return answered.orElseGet(() -> new Answered.Invalid(step.problems(draft, typed)));
    }

    /** Keeps what was typed so far, for whoever closes the page and comes back. */
    public void keep(SignedIn by, DraftId id, Standing.AtStep shown, Map<String, ?> values) {
        requireOwn(by, id);
        inbox.find(shown.task())
                .filter(found -> id.processKey().equals(found.processKey()))
                .flatMap(steps::find)
                .ifPresent(step -> keep(id, shown.task(), step, step.kept(Typed.of(values), shown.data())));
    }

    /** Not any more when the step was done meanwhile: its answers were checked, and the process goes on with them. */
    private Optional<UUID> keep(DraftId id, long task, WizardStep step, Typed typed) {
        return transaction.execute(status -> {
            var draft = drafts.requireLocked(id);
            if (!draft.isOpen() || inbox.find(task).isEmpty()) {
                return Optional.<UUID>empty();
            }
            answers.keep(id, step.form(), typed);
            var submission = draft.submit();
            drafts.save(draft);
            return Optional.of(submission);
        });
    }

    /** Empty when what was found right was wrong a moment later: the disclaimer was changed, for instance. */
    private Optional<Answered> complete(long task, Map<String, String> variables) {
        return switch (tasks.complete(task, variables)) {
            case UserTaskCommands.Completed() -> Optional.of(new Answered.GoesOn());
            case UserTaskCommands.AlreadyDone() -> Optional.of(new Answered.DoneElsewhere());
            case UserTaskCommands.Denied(var reason) -> denied(reason);
        };
    }

    private static Optional<Answered> denied(String reason) {
        return switch (reason) {
            case WizardCompletion.OVERTAKEN, WizardCompletion.OVER -> Optional.of(new Answered.DoneElsewhere());
            case WizardCompletion.INVALID -> Optional.empty();
            case WizardCompletion.UNKNOWN_WAY -> throw new IllegalStateException("A way that was checked was denied");
            default -> Optional.of(new Answered.Refused(ForwardingRefusal.valueOf(reason)));
        };
    }

    /** What can't become a forward any more ends, and its process with it. */
    private Answered refuse(DraftId id, long task, ForwardingRefusal why) {
        process.refuse(id, why);
        complete(task, Map.of(Variables.OUTCOME, Outcomes.CANCEL));
        return new Answered.Refused(why);
    }

    private Draft requireOwn(SignedIn by, DraftId id) {
        var draft = drafts.require(id);
        if (!draft.isBy(by)) {
            throw Drafts.refused();
        }
        return draft;
    }
}
