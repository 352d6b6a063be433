package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.imageexchange.processes.Errors;
import org.imageexchange.processes.Headers;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Outcomes;
import org.imageexchange.processes.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of {@code forward-transfer} and {@code approve-disclaimer}. */
class ForwardTransferProcessTests {

    private static final String DESTINATION = "userTask_ChooseDestination";
    private static final String RECIPIENT = "userTask_CreateRecipient";
    private static final String INFO = "userTask_AdditionalInfo";
    private static final String MESSAGES = "userTask_Messages";
    private static final String DISCLAIMER = "userTask_ApproveDisclaimer";

    private final String draft = UUID.randomUUID().toString();
    private final String transfer = UUID.randomUUID().toString();
    private final Map<String, ?> made = Map.of(
            Variables.FORWARDED,
            true,
            Variables.TRANSFER_ID,
            transfer,
            Variables.DELIVERY,
            1,
            Variables.DELIVERY_KEY,
            transfer + ":1");

    private final ProcessHarness harness = ProcessHarness.shared();
    private final ScriptedWorker reserve = harness.worker(
            Jobs.RESERVE_FORWARD, call -> Map.of(Variables.FORWARDED, false, Variables.WIZARD_PATIENCE, "PT30M"));
    private final ScriptedWorker find =
            harness.worker(Jobs.FIND_RECIPIENT, call -> Map.of(Variables.RECIPIENT_KNOWN, false));
    private final ScriptedWorker record = harness.worker(Jobs.RECORD_APPROVAL, call -> Map.of());
    private final ScriptedWorker forward = harness.worker(Jobs.FORWARD_TRANSFER, call -> made);
    private final ScriptedWorker giveBack = harness.worker(Jobs.GIVE_BACK_RESERVATION, call -> Map.of());
    private final ScriptedWorker inform = harness.worker(Jobs.INFORM_HOSPITAL, call -> Map.of());
    private final ScriptedWorker prepare = harness.worker(Jobs.PREPARE_PACKAGE, call -> Map.of());
    private final ScriptedWorker makeAvailable = harness.worker(Jobs.MAKE_AVAILABLE, call -> Map.of());
    private final ScriptedWorker invite = harness.worker(Jobs.INVITE_RECIPIENT, call -> Map.of());
    private final ScriptedWorker refuse = harness.worker(Jobs.RECORD_NOT_DELIVERABLE, call -> Map.of());

    @Test
    void a_transfer_is_forwarded_step_by_step_to_somebody_new() {
        begin();

        leave(DESTINATION, Outcomes.NEXT);
        leave(RECIPIENT, Outcomes.NEXT);
        leave(INFO, Outcomes.NEXT);
        leave(MESSAGES, Outcomes.NEXT);
        leave(DISCLAIMER, Outcomes.APPROVE);

        assertThat(harness.endsOf(draft)).containsExactly("event_TransferForwarded");
        assertThat(record.calls).extracting(call -> call.input().draftId()).containsExactly(draft);
        assertThat(forward.calls).extracting(call -> call.input().draftId()).containsExactly(draft);
        assertThat(invite.calls)
                .extracting(
                        call -> call.input().transferId(), call -> call.input().delivery())
                .containsExactly(tuple(transfer, 1));
        assertThat(inform.calls).extracting(call -> call.input().draftId()).containsExactly(draft);
        assertThat(giveBack.calls).isEmpty();
    }

    @Test
    void somebody_of_the_address_book_needs_no_description() {
        find.does(call -> Map.of(Variables.RECIPIENT_KNOWN, true));
        begin();

        leave(DESTINATION, Outcomes.NEXT);

        harness.awaitTask(draft, INFO);
        assertThat(harness.tasksOf(draft)).containsExactly(INFO);
    }

    @Test
    void previous_leads_back_step_by_step_and_forward_again() {
        begin();
        leave(DESTINATION, Outcomes.NEXT);
        leave(RECIPIENT, Outcomes.PREVIOUS);
        leave(DESTINATION, Outcomes.NEXT);
        leave(RECIPIENT, Outcomes.NEXT);
        leave(INFO, Outcomes.NEXT);
        leave(MESSAGES, Outcomes.NEXT);

        leave(DISCLAIMER, Outcomes.PREVIOUS);
        leave(MESSAGES, Outcomes.PREVIOUS);
        leave(INFO, Outcomes.PREVIOUS);

        harness.awaitTask(draft, DESTINATION);
        assertThat(record.calls).isEmpty();
        assertThat(forward.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {DESTINATION, RECIPIENT, INFO, MESSAGES, DISCLAIMER})
    void whoever_cancels_in_a_step_gives_the_reservation_back(String step) {
        begin();
        goTo(step);

        leave(step, Outcomes.CANCEL);

        assertThat(harness.endsOf(draft)).containsExactly("event_ForwardCancelled");
        assertThat(giveBack.calls)
                .extracting(
                        call -> call.input().draftId(),
                        call -> call.job().headers().get(Headers.ENDING))
                .containsExactly(tuple(draft, Headers.CANCELLED));
        assertThat(forward.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {DESTINATION, RECIPIENT, INFO, MESSAGES, DISCLAIMER})
    void a_wizard_that_rests_for_too_long_in_a_step_is_abandoned(String step) {
        begin();
        goTo(step);
        harness.awaitTask(draft, step);

        harness.pass(Duration.ofMinutes(30));

        assertThat(harness.endsOf(draft)).containsExactly("event_ForwardAbandoned");
        assertThat(harness.tasksOf(draft)).isEmpty();
        assertThat(giveBack.calls) // the time of the other tests' wizards is over, too
                .filteredOn(call -> draft.equals(call.input().draftId()))
                .extracting(call -> call.job().headers().get(Headers.ENDING))
                .containsExactly(Headers.ABANDONED);
    }

    @Test
    void each_step_begins_the_waiting_anew() {
        begin();
        harness.awaitTask(draft, DESTINATION);
        harness.pass(Duration.ofMinutes(20));
        leave(DESTINATION, Outcomes.NEXT);
        harness.awaitTask(draft, RECIPIENT);
        harness.pass(Duration.ofMinutes(20));

        leave(RECIPIENT, Outcomes.NEXT);

        harness.awaitTask(draft, INFO);
        assertThat(harness.runs(draft)).isTrue();
    }

    @Test
    void a_way_that_no_step_has_cancels() {
        begin();

        leave(DESTINATION, "sideways");

        assertThat(harness.endsOf(draft)).containsExactly("event_ForwardCancelled");
    }

    @Test
    void the_guard_refuses() {
        reserve.does(call -> {
            throw new BpmnError(Errors.FORWARDING_REFUSED, "NONE_LEFT");
        });

        begin();

        assertThat(harness.endsOf(draft)).containsExactly("event_ForwardRefused");
        assertThat(harness.incidentsOf(draft)).isEmpty();
        assertThat(harness.tasksOf(draft)).isEmpty();
    }

    @Test
    void a_transfer_that_ended_meanwhile_is_not_forwarded() {
        forward.does(call -> {
            throw new BpmnError(Errors.FORWARDING_REFUSED, "WITHDRAWN");
        });
        begin();
        goTo(DISCLAIMER);

        leave(DISCLAIMER, Outcomes.APPROVE);

        assertThat(harness.endsOf(draft)).containsExactly("event_TransferNotForwarded");
        assertThat(prepare.calls).isEmpty();
        assertThat(inform.calls).isEmpty();
    }

    @Test
    void of_what_cannot_be_delivered_the_hospital_is_told_all_the_same() {
        prepare.does(call -> {
            throw new BpmnError(Errors.NOT_DELIVERABLE, "NO_CHANNEL");
        });
        begin();
        goTo(DISCLAIMER);

        leave(DISCLAIMER, Outcomes.APPROVE);

        assertThat(harness.endsOf(draft)).containsExactly("event_TransferForwarded");
        assertThat(inform.calls).as("it was forwarded").hasSize(1);
        assertThat(refuse.calls)
                .extracting(
                        call -> call.input().transferId(), call -> call.input().reason())
                .containsExactly(tuple(transfer, "NO_CHANNEL"));
    }

    @Test
    void what_is_withdrawn_while_it_is_delivered_goes_no_further() {
        var working = new CountDownLatch(1);
        prepare.doesNext(call -> SendImagesProcessTests.awaiting(working));
        begin();
        goTo(DISCLAIMER);
        leave(DISCLAIMER, Outcomes.APPROVE);
        harness.awaitCalls(prepare, 1);

        harness.tell(Messages.DELIVERY_STOPPED, transfer + ":1");

        assertThat(harness.endsOf(draft)).containsExactly("event_TransferForwarded");
        assertThat(inform.calls).as("it was forwarded").hasSize(1);
        working.countDown();
        assertThat(makeAvailable.calls).isEmpty();
    }

    @Test
    void a_process_that_begins_anew_after_the_forward_only_delivers() {
        reserve.does(call -> made);

        begin();

        assertThat(harness.endsOf(draft)).containsExactly("event_TransferForwarded");
        assertThat(forward.calls).isEmpty();
        assertThat(invite.calls).hasSize(1);
        assertThat(inform.calls).hasSize(1);
    }

    @Test
    void a_start_message_that_comes_twice_begins_once() {
        var before = harness.ended("event_AlreadyStarted");
        begin();
        begin(); // waits in the engine as long as the first one runs
        leave(DESTINATION, Outcomes.CANCEL);

        await().until(() -> harness.ended("event_AlreadyStarted") == before + 1);
        assertThat(reserve.calls).hasSize(1);
        assertThat(harness.tasksOf(draft)).isEmpty();
    }

    @Test
    void a_hospital_that_cannot_be_told_is_told_later() {
        inform.doesNext(call -> {
            throw new UncheckedIOException(new IOException("Connection refused"));
        });
        begin();
        goTo(DISCLAIMER);
        leave(DISCLAIMER, Outcomes.APPROVE);
        harness.awaitCalls(inform, 1);

        harness.pass(Duration.ofSeconds(5));

        assertThat(harness.endsOf(draft)).containsExactly("event_TransferForwarded");
        assertThat(inform.calls).hasSize(2);
        assertThat(forward.calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {DESTINATION, RECIPIENT, INFO, MESSAGES, DISCLAIMER})
    void an_instance_that_is_cancelled_from_outside_tells_the_inbox(String step) {
        begin();
        goTo(step);
        harness.awaitTask(draft, step);

        harness.cancel(draft);

        await().until(() -> harness.tasksOf(draft).isEmpty());
        assertThat(harness.endsOf(draft)).isEmpty();
    }

    @Test
    void a_task_carries_the_form_that_was_deployed_with_it() {
        begin();

        assertThat(harness.awaitTask(draft, DESTINATION).form()).isNotNull();
    }

    private void begin() {
        harness.start(Messages.FORWARD_ASKED, draft, Map.of(Variables.DRAFT_ID, draft));
    }

    /** By the shortest way; {@code step} is not left. */
    private void goTo(String step) {
        for (var before : List.of(DESTINATION, RECIPIENT, INFO, MESSAGES, DISCLAIMER)) {
            if (before.equals(step)) {
                return;
            }
            leave(before, Outcomes.NEXT);
        }
    }

    private void leave(String step, String way) {
        harness.complete(
                harness.awaitTask(draft, step),
                Map.of(
                        Variables.OUTCOME,
                        way,
                        Variables.SUBMISSION,
                        UUID.randomUUID().toString()));
    }
}
