package org.imageexchange.workflow;

import java.util.Map;
import java.util.Optional;

/**
 * What completing one kind of user task does. It runs in the transaction that closes the task's row of the inbox, once
 * for each task, before the engine goes on.
 */
public interface TaskCompletion {

    /** The process and the element whose tasks are meant: {@code forward-transfer/userTask_AdditionalInfo}. */
    String task();

    /** Checks the answers and does what they ask for; or says why not, in a code, and the task stays open. */
    Optional<String> complete(TaskInbox.Task task, Map<String, ?> answers);
}
