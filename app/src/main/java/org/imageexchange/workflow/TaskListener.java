package org.imageexchange.workflow;

import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imageexchange.processes.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the inbox in step with the engine's user tasks. */
@Component
class TaskListener implements JobBody {

    private final TaskInbox inbox;
    private final Map<String, TaskCompletion> completions;
    private final TransactionTemplate transaction;

    TaskListener(TaskInbox inbox, ObjectProvider<TaskCompletion> completions, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.completions = completions
                .orderedStream()
                .flatMap(completion -> completion.tasks().stream().map(task -> Map.entry(task, completion)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        this.transaction = transaction;
    }

    @Override
    public FinalCommandStep<?> answer(JobClient client, ActivatedJob job) {
        var task = task(job);
        var denied = switch (job.getListenerEventType()) {
            case CREATING, ASSIGNING, UPDATING -> {
                transaction.executeWithoutResult(status -> inbox.opened(task));
                yield Optional.<String>empty();
            }
            case COMPLETING -> complete(task, ProcessVariables.read(job.getVariables()));
            case CANCELING -> {
                cancel(task);
                yield Optional.<String>empty();
            }
            default -> throw new IllegalStateException("No listener of a user task: " + job.getListenerEventType());
        };
        return client.newCompleteCommand(job)
                .withResult(result -> denied.map(reason -> result.forUserTask().deny(true, reason))
                        .orElseGet(() -> result.forUserTask().deny(false)));
    }

    /** The row is closed first: its lock keeps a repeat of this job out until the effect is committed. */
    private Optional<String> complete(TaskInbox.Task task, Map<String, Object> answers) {
        var completion = completions.get(task.processId() + '/' + task.elementId());
        var denied = transaction.execute(status -> {
            if (!inbox.closed(task, "COMPLETED") || completion == null) {
                return Optional.<String>empty();
            }
            var refusal = completion.complete(task, answers);
            if (refusal.isPresent()) {
                status.setRollbackOnly();
            }
            return refusal;
        });
        return denied == null ? Optional.empty() : denied;
    }

    private void cancel(TaskInbox.Task task) {
        var completion = completions.get(task.processId() + '/' + task.elementId());
        transaction.executeWithoutResult(status -> {
            if (inbox.closed(task, "CANCELED") && completion != null) {
                completion.canceled(task);
            }
        });
    }

    private TaskInbox.Task task(ActivatedJob job) {
        var userTask = job.getUserTask();
        var form = Optional.ofNullable(userTask.getFormKey()).flatMap(inbox::form);
        var groups = userTask.getCandidateGroups();
        var processKey = ProcessVariables.read(job.getVariables()).get(Variables.PROCESS_KEY);
        return new TaskInbox.Task(
                userTask.getUserTaskKey(),
                processKey == null ? null : processKey.toString(),
                job.getBpmnProcessId(),
                job.getElementId(),
                form.map(TaskInbox.Form::id).orElse(null),
                form.map(TaskInbox.Form::version).orElse(null),
                userTask.getAssignee(),
                groups == null ? List.of() : groups);
    }
}
