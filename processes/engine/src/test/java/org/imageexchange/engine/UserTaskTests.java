package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imageexchange.engine.TestEngine.process;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.UserTaskProperties;
import io.camunda.client.api.search.enums.JobKind;
import io.camunda.client.api.search.enums.ListenerEventType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native user tasks: their listeners arrive as jobs, their commands go through the engine's own API. */
class UserTaskTests {

    private static final String FORM = """
            {"components":[{"label":"Name","type":"textfield","key":"name"}],"type":"default","id":"a-form","schemaVersion":16}""";

    @TempDir
    static Path folder;

    private static TestEngine zeebe;
    private static long formKey;

    @BeforeAll
    static void start() {
        zeebe = TestEngine.in(folder);
        var model = process(
                "review",
                start -> start.userTask(
                                "look",
                                task -> task.zeebeUserTask()
                                        .zeebeFormId("a-form")
                                        .zeebeAssignee("anna")
                                        .zeebeCandidateGroups("radiology,office")
                                        .zeebeTaskPriority("70")
                                        .zeebeTaskHeader("room", "12")
                                        .zeebeDueDate("2030-01-01T10:00:00Z")
                                        .zeebeTaskListener(
                                                listener -> listener.eventType(ZeebeTaskListenerEventType.creating)
                                                        .type("creating"))
                                        .zeebeTaskListener(
                                                listener -> listener.eventType(ZeebeTaskListenerEventType.assigning)
                                                        .type("assigning"))
                                        .zeebeTaskListener(
                                                listener -> listener.eventType(ZeebeTaskListenerEventType.completing)
                                                        .type("completing"))
                                        .zeebeTaskListener(
                                                listener -> listener.eventType(ZeebeTaskListenerEventType.canceling)
                                                        .type("canceling")))
                        .serviceTask("after", task -> task.zeebeJobType("after"))
                        .endEvent());
        formKey = zeebe.client
                .newDeployResourceCommand()
                .addResourceStringUtf8(FORM, "a.form")
                .addProcessModel(model, "review.bpmn")
                .send()
                .join()
                .getForm()
                .getFirst()
                .getFormKey();
    }

    @AfterAll
    static void stop() {
        zeebe.close();
    }

    @Test
    void a_listener_job_carries_what_is_known_of_its_task() {
        zeebe.start("review");

        var job = zeebe.job("creating");

        assertThat(job.getKind()).isEqualTo(JobKind.TASK_LISTENER);
        assertThat(job.getListenerEventType()).isEqualTo(ListenerEventType.CREATING);
        assertThat(job.getElementId()).isEqualTo("look");
        assertThat(job.getUserTask())
                .returns("anna", UserTaskProperties::getAssignee)
                .returns(List.of("radiology", "office"), UserTaskProperties::getCandidateGroups)
                .returns(formKey, UserTaskProperties::getFormKey)
                .returns(70, UserTaskProperties::getPriority);
        assertThat(job.getUserTask().getDueDate()).isNotNull();
        assertThat(job.getUserTask().getUserTaskKey()).isPositive();
        assertThat(job.getCustomHeaders()).containsEntry("room", "12");
        completeJob(job);
        completeJob(zeebe.job("assigning"));
    }

    @Test
    void a_task_is_completed_with_variables() throws Exception {
        var task = createdTask();
        var id = UUID.randomUUID();

        var completion = zeebe.engine.completeUserTask(task, Map.of("approved", true, "id", id, "days", List.of(1, 2)));
        completeJob(zeebe.job("completing"));

        completion.get(30, TimeUnit.SECONDS);
        assertThat(zeebe.complete("after").getVariablesAsMap())
                .containsEntry("approved", true)
                .containsEntry("id", id.toString())
                .containsEntry("days", List.of(1, 2));
    }

    @Test
    void a_listener_denies_the_completion_with_a_reason_and_the_task_stays() throws Exception {
        var task = createdTask();
        var denied = zeebe.engine.completeUserTask(task, Map.of());

        deny(zeebe.job("completing"), "not yet");

        assertRejected(denied, "INVALID_STATE", "not yet");
        var completion = zeebe.engine.completeUserTask(task, Map.of());
        completeJob(zeebe.job("completing"));
        completion.get(30, TimeUnit.SECONDS);
        zeebe.complete("after");
    }

    @Test
    void listeners_correct_the_task() {
        zeebe.start("review");

        zeebe.client
                .newCompleteCommand(zeebe.job("creating"))
                .withResult(result -> result.forUserTask()
                        .correctPriority(99)
                        .correctCandidateGroups(List.of("ward"))
                        .correctDueDate("2031-01-01T10:00:00Z"))
                .send()
                .join();
        var assigning = zeebe.job("assigning");
        assertThat(assigning.getUserTask())
                .returns(99, UserTaskProperties::getPriority)
                .returns(List.of("ward"), UserTaskProperties::getCandidateGroups);
        zeebe.client
                .newCompleteCommand(assigning)
                .withResult(result -> result.forUserTask().correctAssignee("otto"))
                .send()
                .join();

        zeebe.engine.completeUserTask(assigning.getUserTask().getUserTaskKey(), Map.of());
        var completing = zeebe.job("completing");
        assertThat(completing.getUserTask().getAssignee()).isEqualTo("otto");
        completeJob(completing);
        zeebe.complete("after");
    }

    @Test
    void a_task_is_assigned() throws Exception {
        var task = createdTask();

        var assignment = zeebe.engine.assignUserTask(task, "otto");
        var job = zeebe.job("assigning");
        assertThat(job.getUserTask().getAssignee()).isEqualTo("otto");
        assertThat(job.getUserTask().getChangedAttributes()).containsExactly("assignee");
        completeJob(job);

        assignment.get(30, TimeUnit.SECONDS);
    }

    @Test
    void a_cancelled_instance_tells_the_listener_of_its_task() {
        var instance = zeebe.start("review");
        completeJob(zeebe.job("creating"));
        completeJob(zeebe.job("assigning"));

        zeebe.client.newCancelInstanceCommand(instance).send().join();

        var job = zeebe.job("canceling");
        assertThat(job.getProcessInstanceKey()).isEqualTo(instance);
        assertThat(job.getListenerEventType()).isEqualTo(ListenerEventType.CANCELING);
        completeJob(job);
        zeebe.awaitEnd(instance);
    }

    @Test
    void a_task_that_is_done_is_not_found() throws Exception {
        var task = createdTask();
        var completion = zeebe.engine.completeUserTask(task, Map.of());
        completeJob(zeebe.job("completing"));
        completion.get(30, TimeUnit.SECONDS);
        zeebe.complete("after");

        assertRejected(zeebe.engine.completeUserTask(task, Map.of()), "NOT_FOUND", "no such user task");
        assertRejected(zeebe.engine.assignUserTask(task, "otto"), "NOT_FOUND", "no such user task");
    }

    @Test
    void a_task_that_is_still_being_created_can_not_be_completed_yet() {
        zeebe.start("review");
        var creating = zeebe.job("creating");

        assertRejected(
                zeebe.engine.completeUserTask(creating.getUserTask().getUserTaskKey(), Map.of()),
                "INVALID_STATE",
                "CREATING");

        completeJob(creating);
        completeJob(zeebe.job("assigning"));
    }

    private static long createdTask() {
        zeebe.start("review");
        var creating = zeebe.job("creating");
        completeJob(creating);
        completeJob(zeebe.job("assigning"));
        return creating.getUserTask().getUserTaskKey();
    }

    private static void completeJob(ActivatedJob job) {
        zeebe.client.newCompleteCommand(job).send().join();
    }

    private static void deny(ActivatedJob job, String reason) {
        zeebe.client
                .newCompleteCommand(job)
                .withResult(result -> result.forUserTask().deny(true, reason))
                .send()
                .join();
    }

    private static void assertRejected(CompletableFuture<Void> command, String type, String reason) {
        assertThatThrownBy(() -> command.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        EngineRejection.class,
                        rejection -> assertThat(rejection.type()).isEqualTo(type))
                .hasMessageContaining(reason);
    }
}
