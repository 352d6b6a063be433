package org.imageexchange.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What completing the test's user task does: it denies whatever was not approved. */
final class ReviewCompletion implements TaskCompletion {

    final List<Map<String, ?>> done = new CopyOnWriteArrayList<>();

    @Override
    public Set<String> tasks() {
        return Set.of("review/userTask_Review");
    }

    @Override
    public Optional<String> complete(TaskInbox.Task task, Map<String, ?> answers) {
        if (!Boolean.TRUE.equals(answers.get("approved"))) {
            return Optional.of("NOT_APPROVED");
        }
        done.add(answers);
        return Optional.empty();
    }
}
