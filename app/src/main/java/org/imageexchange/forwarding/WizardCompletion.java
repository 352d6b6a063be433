package org.imageexchange.forwarding;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.processes.Outcomes;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.TaskCompletion;
import org.imageexchange.workflow.TaskInbox.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What completing a step does: it is checked once more, whoever completes it by whatever way, and the reservation is
 * renewed. A task that goes without being completed takes its draft with it.
 */
@Component
class WizardCompletion implements TaskCompletion {

    /** Why a completion is denied, besides the refusals to forward. */
    static final String UNKNOWN_WAY = "UNKNOWN_WAY";

    static final String OVERTAKEN = "OVERTAKEN";
    static final String INVALID = "INVALID";
    static final String OVER = "OVER";

    private final WizardSteps steps;
    private final Drafts drafts;
    private final Answers answers;
    private final ForwardingProcess process;
    private final Clock clock;

    WizardCompletion(WizardSteps steps, Drafts drafts, Answers answers, ForwardingProcess process, Clock clock) {
        this.steps = steps;
        this.drafts = drafts;
        this.answers = answers;
        this.process = process;
        this.clock = clock;
    }

    @Override
    public Set<String> tasks() {
        return steps.tasks();
    }

    @Override
    public Optional<String> complete(Task task, Map<String, ?> given) {
        var step = steps.require(task);
        var way = String.valueOf(given.get(Variables.OUTCOME));
        if (!step.ways().contains(way)) {
            return Optional.of(UNKNOWN_WAY);
        }
        if (way.equals(Outcomes.CANCEL)) {
            return Optional.empty(); // whatever became of the draft, its process may end
        }
        var id = draftOf(task).filter(known -> drafts.findTransfer(known).isPresent());
        if (id.isEmpty()) {
            return Optional.of(OVER);
        }
        var refusal = process.refusalLocked(id.get());
        var draft = drafts.requireLocked(id.get());
        if (!draft.isOpen()) {
            return Optional.of(OVER);
        }
        if (refusal.isPresent()) {
            return Optional.of(refusal.get().name());
        }
        if (!draft.isOf(submission(given))) {
            return Optional.of(OVERTAKEN);
        }
        if (!way.equals(Outcomes.PREVIOUS)
                && !step.problems(draft, answers.of(draft.id(), step.form())).isEmpty()) {
            return Optional.of(INVALID);
        }
        return process.renew(draft, now());
    }

    @Override
    public void canceled(Task task) {
        draftOf(task).ifPresent(draft -> process.close(draft, Draft.State.ABANDONED));
    }

    private static Optional<DraftId> draftOf(Task task) {
        return Optional.ofNullable(task.processKey()).flatMap(DraftId::ofProcessKey);
    }

    private static @Nullable UUID submission(Map<String, ?> given) {
        try {
            return given.get(Variables.SUBMISSION) instanceof String text ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
