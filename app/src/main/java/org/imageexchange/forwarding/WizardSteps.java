package org.imageexchange.forwarding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imageexchange.workflow.TaskInbox.Task;
import org.springframework.stereotype.Component;

/** Finds the step that a user task belongs to. */
@Component
class WizardSteps {

    private final Map<String, WizardStep> byTask;

    WizardSteps(List<WizardStep> steps) {
        this.byTask = steps.stream().collect(Collectors.toMap(WizardSteps::taskOf, Function.identity()));
    }

    Set<String> tasks() {
        return byTask.keySet();
    }

    Optional<WizardStep> find(Task task) {
        return Optional.ofNullable(byTask.get(task.processId() + '/' + task.elementId()));
    }

    WizardStep require(Task task) {
        return find(task)
                .orElseThrow(() -> new IllegalStateException(
                        "No step of the wizard: " + task.processId() + '/' + task.elementId()));
    }

    private static String taskOf(WizardStep step) {
        return step.process() + '/' + step.element();
    }
}
