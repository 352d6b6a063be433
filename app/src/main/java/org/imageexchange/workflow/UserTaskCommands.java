package org.imageexchange.workflow;

import java.util.Map;

/** What a person does to a user task; one adapter for each way to run. */
public interface UserTaskCommands {

    /**
     * Completes a task. One that is still being created is waited for; what the model's completing listener refuses
     * comes back as {@link Denied}.
     */
    Completion complete(long userTaskKey, Map<String, ?> variables);

    /** Gives the task to somebody; a task that is gone is no error. */
    void assign(long userTaskKey, String assignee);

    /** What became of a completion. */
    sealed interface Completion permits Completed, AlreadyDone, Denied {}

    /** Done. */
    record Completed() implements Completion {}

    /** Somebody else was faster, or the task's process has ended. */
    record AlreadyDone() implements Completion {}

    /** It stays open, because of {@code reason}. */
    record Denied(String reason) implements Completion {}
}
