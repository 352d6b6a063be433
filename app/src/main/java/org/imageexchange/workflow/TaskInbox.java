package org.imageexchange.workflow;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The user tasks that wait for people, as the models' listeners reported them; who may see one is for the features. */
@Service
public class TaskInbox {

    /**
     * A task that waits.
     *
     * @param processKey what it is about
     * @param form the form it was created with, in {@code formVersion}, or null when it has none
     */
    public record Task(
            long key,
            @Nullable String processKey,
            String processId,
            String elementId,
            @Nullable String form,
            @Nullable Integer formVersion,
            @Nullable String assignee,
            List<String> candidateGroups) {

        public Task {
            candidateGroups = List.copyOf(candidateGroups);
        }
    }

    /** Announced, in the transaction, when a task appears or goes. */
    public record TaskChanged(long task, @Nullable String processKey, boolean open) {}

    private static final RowMapper<Task> ROW = (row, number) -> new Task(
            row.getLong("user_task_key"),
            row.getString("process_key"),
            row.getString("process_id"),
            row.getString("element_id"),
            row.getString("form_id"),
            row.getObject("form_version", Integer.class),
            row.getString("assignee"),
            Arrays.stream(row.getString("candidate_groups").split(","))
                    .filter(group -> !group.isEmpty())
                    .toList());

    private final JdbcClient jdbc;
    private final ProcessEngine engine;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TaskInbox(JdbcClient jdbc, ProcessEngine engine, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.events = events;
        this.clock = clock;
    }

    /** The open tasks of one process. */
    public List<Task> openOf(String processKey) {
        return jdbc.sql(
                        "select * from task_inbox"
                                + " where process_key = :process and state = 'OPEN' and engine = :engine order by user_task_key")
                .param("process", processKey)
                .param("engine", engine.identity())
                .query(ROW)
                .list();
    }

    /** One open task. */
    public Optional<Task> find(long key) {
        return jdbc.sql("select * from task_inbox"
                        + " where engine = :engine and user_task_key = :key and state = 'OPEN'")
                .param("engine", engine.identity())
                .param("key", key)
                .query(ROW)
                .optional();
    }

    /** Writes or renews the row of an open task. */
    void opened(Task task) {
        if (!renew(task)) {
            jdbc.sql("insert into task_inbox (engine, user_task_key, process_key, process_id, element_id, form_id,"
                            + " form_version, assignee, candidate_groups, state, changed_at) values (:engine, :key,"
                            + " :process, :processId, :element, :form, :version, :assignee, :groups, 'OPEN', :now)")
                    .param("engine", engine.identity())
                    .param("key", task.key())
                    .param("process", task.processKey())
                    .param("processId", task.processId())
                    .param("element", task.elementId())
                    .param("form", task.form())
                    .param("version", task.formVersion())
                    .param("assignee", task.assignee())
                    .param("groups", String.join(",", task.candidateGroups()))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            events.publishEvent(new TaskChanged(task.key(), task.processKey(), true));
        }
    }

    private boolean renew(Task task) {
        return jdbc.sql("update task_inbox set assignee = :assignee, candidate_groups = :groups, changed_at = :now"
                                + " where engine = :engine and user_task_key = :key")
                        .param("assignee", task.assignee())
                        .param("groups", String.join(",", task.candidateGroups()))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("engine", engine.identity())
                        .param("key", task.key())
                        .update()
                == 1;
    }

    /** Closes an open row; false when it was closed before, so that its effect is not done twice. */
    boolean closed(Task task, String state) {
        var closed = jdbc.sql("update task_inbox set state = :state, changed_at = :now"
                                + " where engine = :engine and user_task_key = :key and state = 'OPEN'")
                        .param("state", state)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("engine", engine.identity())
                        .param("key", task.key())
                        .update()
                == 1;
        if (closed) {
            events.publishEvent(new TaskChanged(task.key(), task.processKey(), false));
        }
        return closed;
    }

    /** Which form, and in which version, a key of this engine means. */
    Optional<Form> form(long formKey) {
        return jdbc.sql("select form_id, version from process_form where engine = :engine and form_key = :key")
                .param("engine", engine.identity())
                .param("key", formKey)
                .query((row, number) -> new Form(row.getString("form_id"), row.getInt("version")))
                .optional();
    }

    record Form(String id, int version) {}
}
