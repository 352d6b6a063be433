package org.imageexchange.workflow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What completing some kinds of user tasks does. It runs in the transaction that closes the task's row of the inbox, once
 * for each task, before the engine goes on.
 */
public interface TaskCompletion {

    /** The processes and elements whose tasks are meant: {@code forward-transfer/userTask_AdditionalInfo}. */
    Set<String> tasks();

    /** Checks the answers and does what they ask for; or says why not, in a code, and the task stays open. */
    Optional<String> complete(TaskInbox.Task task, Map<String, ?> answers);

    /** The task went without being completed: its time was over, or somebody ended its process. */
    default void canceled(TaskInbox.Task task) {}
}
