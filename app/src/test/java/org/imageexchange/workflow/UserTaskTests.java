package org.imageexchange.workflow;

import static io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType.assigning;
import static io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType.canceling;
import static io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType.completing;
import static io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType.creating;
import static io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType.updating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.MovedClock;
import org.imageexchange.TestPostgres.Database;
import org.imageexchange.processes.Listeners;
import org.imageexchange.workflow.UserTaskCommands.AlreadyDone;
import org.imageexchange.workflow.UserTaskCommands.Completed;
import org.imageexchange.workflow.UserTaskCommands.Denied;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** User tasks, from a model that only this test has: the portal's own come with the forwarding. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserTaskTests {

    private static final String FORM =
            "{\"id\":\"review-form\",\"type\":\"default\",\"schemaVersion\":16,\"components\":[]}";

    private RunningWorkflow portal;

    @BeforeAll
    void start(@TempDir Path data) {
        portal = RunningWorkflow.in(data, database(), new MovedClock());
        new Deployer(
                        portal.bean(CamundaClient.class),
                        portal.bean(ProcessEngine.class),
                        Models.of(Map.of(
                                "review.bpmn",
                                Bpmn.convertToString(review()).getBytes(StandardCharsets.UTF_8),
                                "review.form",
                                FORM.getBytes(StandardCharsets.UTF_8))),
                        portal.bean(JdbcClient.class),
                        portal.bean(TransactionTemplate.class),
                        portal.clock)
                .deploy();
    }

    Database database() {
        return RunningWorkflow.newDatabase();
    }

    private static BpmnModelInstance review() {
        return Bpmn.createExecutableProcess("review")
                .startEvent()
                .userTask("userTask_Review", task -> {
                    task.name("Review")
                            .zeebeUserTask()
                            .zeebeFormId("review-form")
                            .zeebeCandidateGroups("radiology,lab");
                    for (var event : List.of(creating, assigning, updating, completing, canceling)) {
                        task.zeebeTaskListener(
                                listener -> listener.eventType(event).type(Listeners.KEEP_TASK_INBOX));
                    }
                })
                .endEvent()
                .done();
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void a_task_that_waits_is_in_the_inbox_with_its_form_and_whom_it_is_for() {
        var task = begin(UUID.randomUUID().toString());

        assertThat(task.elementId()).isEqualTo("userTask_Review");
        assertThat(task.processId()).isEqualTo("review");
        assertThat(task.form()).isEqualTo("review-form");
        assertThat(task.formVersion()).isEqualTo(1);
        assertThat(task.candidateGroups()).containsExactly("radiology", "lab");
        assertThat(task.assignee()).isNull();
        assertThat(portal.bean(TaskInbox.class).find(task.key())).contains(task);
        assertThat(portal.bean(Announcements.class).tasks)
                .contains(new TaskInbox.TaskChanged(task.key(), task.processKey(), true));
    }

    @Test
    void somebody_may_take_a_task() {
        var task = begin(UUID.randomUUID().toString());

        commands().assign(task.key(), "anna");

        await().until(
                        () -> portal.bean(TaskInbox.class).find(task.key()).map(TaskInbox.Task::assignee),
                        Optional.of("anna")::equals);
    }

    @Test
    void completing_a_task_has_its_effect_once_and_closes_it() {
        var task = begin(UUID.randomUUID().toString());
        var before = portal.review.done.size();

        assertThat(commands().complete(task.key(), Map.of("approved", true))).isEqualTo(new Completed());

        assertThat(portal.review.done).hasSize(before + 1);
        assertThat(portal.bean(TaskInbox.class).find(task.key())).isEmpty();
        assertThat(commands().complete(task.key(), Map.of("approved", true))).isEqualTo(new AlreadyDone());
        assertThat(portal.review.done).hasSize(before + 1);
    }

    @Test
    void what_the_feature_refuses_stays_open_and_says_why() {
        var task = begin(UUID.randomUUID().toString());

        assertThat(commands().complete(task.key(), Map.of("approved", false))).isEqualTo(new Denied("NOT_APPROVED"));

        assertThat(portal.bean(TaskInbox.class).find(task.key())).isPresent();
        assertThat(commands().complete(task.key(), Map.of("approved", true))).isEqualTo(new Completed());
    }

    @Test
    void a_task_can_be_completed_as_soon_as_it_is_seen() {
        for (var i = 0; i < 20; i++) {
            var task = begin(UUID.randomUUID().toString()); // its creating listener may not have been answered yet

            assertThat(commands().complete(task.key(), Map.of("approved", true)))
                    .isEqualTo(new Completed());
        }
    }

    @Test
    void a_task_whose_process_is_cancelled_leaves_the_inbox() {
        var key = UUID.randomUUID().toString();
        var instance = create(key);
        var task = awaitTask(key);

        portal.bean(CamundaClient.class)
                .newCancelInstanceCommand(instance)
                .send()
                .join();

        await().until(() -> portal.bean(TaskInbox.class).find(task.key()).isEmpty());
        assertThat(commands().complete(task.key(), Map.of("approved", true))).isEqualTo(new AlreadyDone());
        commands().assign(task.key(), "anna"); // gone: no error
    }

    private TaskInbox.Task begin(String processKey) {
        create(processKey);
        return awaitTask(processKey);
    }

    private long create(String processKey) {
        return portal.bean(CamundaClient.class)
                .newCreateInstanceCommand()
                .bpmnProcessId("review")
                .latestVersion()
                .variables(Map.of("processKey", processKey))
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private TaskInbox.Task awaitTask(String processKey) {
        return await().until(() -> portal.bean(TaskInbox.class).openOf(processKey), tasks -> tasks.size() == 1)
                .getFirst();
    }

    private UserTaskCommands commands() {
        return portal.bean(UserTaskCommands.class);
    }
}
