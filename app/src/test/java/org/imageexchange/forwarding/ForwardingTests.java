package org.imageexchange.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignedIn;
import org.imageexchange.forwarding.ForwardingParts.Mailbox;
import org.imageexchange.forwarding.ForwardingParts.Steps;
import org.imageexchange.forwarding.ForwardingProcess.Guarded;
import org.imageexchange.forwarding.ForwardingProcess.Outcome;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.imageexchange.recipient.Recipients;
import org.imageexchange.transfer.Custody;
import org.imageexchange.transfer.Dashboard;
import org.imageexchange.transfer.Dashboard.Action;
import org.imageexchange.transfer.Dashboard.Direction;
import org.imageexchange.transfer.Dashboard.Listing;
import org.imageexchange.transfer.ForwardingRefusal;
import org.imageexchange.transfer.Sending;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.transfer.TransferParts.Post;
import org.imageexchange.transfer.TransferStatus;
import org.imageexchange.workflow.Incidents.DelayChanged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import(ForwardingParts.class)
class ForwardingTests {

    private static final String SOLICITOR = "sol@lawyers.example.org";
    private static final String SOLICITORS_MOBILE = "07700 900400";

    @Autowired
    private Forwarding forwarding;

    @Autowired
    private ForwardingProcess process;

    @Autowired
    private ForwardProcesses openProcesses;

    @Autowired
    private Reservations reservations;

    @Autowired
    private Disclaimers disclaimers;

    @Autowired
    private Recipients recipients;

    @Autowired
    private Sending sending;

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private Custody custody;

    @Autowired
    private Institutions institutions;

    @Autowired
    private Steps steps;

    @Autowired
    private Post post;

    @Autowired
    private Hospital hospital;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    @Qualifier("mail")
    private Mailbox mail;

    private InstitutionId institution;
    private SignedIn radiologist;
    private SignedIn clinician;
    private TransferId transfer;

    @BeforeEach
    void begin() {
        institution = hospital.institution();
        radiologist = hospital.radiologist(institution);
        var email = hospital.email();
        var mobile = hospital.mobile();
        transfer = post.sent(radiologist, email, mobile);
        clinician = post.recipient(email, mobile);
        mail.messages.clear();
        mail.refuses = "";
    }

    private void delivered() {
        post.deliver(transfer);
    }

    private TransferId forwarded() {
        return made(steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE));
    }

    private TransferId made(DraftId draft) {
        return ((Outcome.Forwarded) process.forward(draft)).made();
    }

    private Dashboard.Row row(SignedIn by, TransferId id) {
        return dashboard.row(by, id);
    }

    @Test
    void what_was_forwarded_is_a_transfer_of_the_same_images_to_another_person() {
        delivered();

        var made = forwarded();

        var row = row(radiologist, made);
        assertThat(row.recipientName()).isEqualTo("Sol Icitor");
        assertThat(row.forwardedBy()).isEqualTo("Morag Reid");
        assertThat(row.patientName()).isEqualTo(row(radiologist, transfer).patientName());
        assertThat(row.message()).isEqualTo("As agreed.");
        assertThat(row.status()).isEqualTo(TransferStatus.PREPARING);
        assertThat(row.availableUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(3)));
        assertThat(packageOf(made)).isEqualTo(packageOf(transfer));
    }

    private UUID packageOf(TransferId id) {
        return jdbc.sql("select package_id from transfer where id = :id")
                .param("id", id.value())
                .query(UUID.class)
                .single();
    }

    @Test
    void whoever_forwarded_sees_it_go_out_and_the_new_recipient_sees_it_come_in_without_a_way_to_forward_it() {
        delivered();
        var made = forwarded();
        post.deliver(made);
        var solicitor = post.recipient(new EmailAddress(SOLICITOR), new MobileNumber("+447700900400"));

        var sent = row(clinician, made);
        assertThat(sent.direction()).isEqualTo(Direction.OUT);
        assertThat(sent.actions()).containsExactly(Action.WITHDRAW);
        assertThat(rows(clinician)).containsExactlyInAnyOrder(transfer, made);
        var received = row(solicitor, made);
        assertThat(received.direction()).isEqualTo(Direction.IN);
        assertThat(received.actions()).containsExactly(Action.DOWNLOAD);
        assertThat(row(clinician, transfer).actions()).contains(Action.FORWARD, Action.CUSTODY);
        assertThat(rows(radiologist)).containsExactlyInAnyOrder(transfer, made);
        assertThat(row(radiologist, transfer).actions())
                .contains(Action.CUSTODY)
                .doesNotContain(Action.FORWARD);
    }

    private List<TransferId> rows(SignedIn by) {
        return dashboard.rows(by, Listing.ALL, "", false, 0, 50).stream()
                .map(Dashboard.Row::id)
                .toList();
    }

    @Test
    void what_a_person_forwarded_is_hidden_from_a_session_that_proved_another_channel() {
        delivered();
        var made = forwarded();
        var stranger = hospital.person(clinician.email(), new PasscodeChannel.Sms(hospital.mobile()));

        assertThat(rows(stranger)).isEmpty();
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> row(stranger, made));
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> custody.of(stranger, made));
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> sending.withdraw(stranger, made));
        assertThatExceptionOfType(AccessRefused.class)
                .isThrownBy(() -> forwarding.begin(stranger, transfer, UUID.randomUUID()));
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> forwarding.options(stranger, transfer));
        assertThat(recipients.known(stranger)).isEmpty();
        assertThat(recipients.known(clinician)).hasSize(1);
    }

    @Test
    void nobody_else_forwards() {
        delivered();

        for (var other : List.of(radiologist, hospital.radiologist(), hospital.administrator(institution))) {
            assertThatExceptionOfType(AccessRefused.class)
                    .isThrownBy(() -> forwarding.begin(other, transfer, UUID.randomUUID()));
        }
    }

    @Test
    void the_fourth_forward_is_refused() {
        delivered();
        for (int i = 0; i < 3; i++) {
            made(steps.approved(clinician, transfer, "sol" + i + "@lawyers.example.org", SOLICITORS_MOBILE));
        }

        assertThat(forwarding.begin(clinician, transfer, UUID.randomUUID()))
                .isEqualTo(new Forwarding.Refused(ForwardingRefusal.NONE_LEFT));
        assertThat(forwarding.options(clinician, transfer).left()).isZero();
    }

    @Test
    void a_wizard_that_is_open_counts_and_one_that_was_cancelled_does_not() {
        delivered();
        var draft = steps.begun(clinician, transfer);
        process.reserve(draft);
        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(2);
        assertThat(forwarding.options(clinician, transfer).begun()).contains(draft);

        process.giveBack(draft, true);
        process.giveBack(draft, true);

        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(3);
        assertThat(forwarding.options(clinician, transfer).begun()).isEmpty();
        assertThat(process.reserve(draft)).isInstanceOf(Guarded.Refused.class);
        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(3);
    }

    @Test
    void a_reservation_whose_wizard_vanished_counts_no_more_after_a_while() {
        delivered();
        for (int i = 0; i < 3; i++) {
            process.reserve(steps.begun(clinician, transfer));
        }
        assertThat(forwarding.options(clinician, transfer).left()).isZero();

        clock.advance(Duration.ofMinutes(36));

        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(3);
    }

    @Test
    void a_forward_whose_reservation_ran_out_needs_one_that_is_left() {
        delivered();
        var late = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        clock.advance(Duration.ofMinutes(36));
        for (int i = 0; i < 3; i++) {
            process.reserve(steps.begun(clinician, transfer));
        }

        assertThat(process.forward(late)).isEqualTo(new Outcome.Refused(ForwardingRefusal.NONE_LEFT));
        assertThat(steps.draft(late).state()).isEqualTo(Draft.State.REFUSED);
    }

    @Test
    void of_fifty_that_begin_and_finish_at_once_three_are_forwarded() throws Exception {
        delivered();
        var attempts = 50;
        var start = new CyclicBarrier(attempts);
        var answers = new ArrayList<Future<Boolean>>();
        try (var people = Executors.newFixedThreadPool(attempts)) {
            for (int i = 0; i < attempts; i++) {
                var number = i;
                Callable<Boolean> attempt = () -> {
                    start.await();
                    var begun = forwarding.begin(clinician, transfer, UUID.randomUUID());
                    if (!(begun instanceof Forwarding.Begun(var draft))
                            || !(process.reserve(draft) instanceof Guarded.Reserved)) {
                        return false;
                    }
                    steps.fillIn(draft, transfer, "sol" + number + "@lawyers.example.org", SOLICITORS_MOBILE);
                    process.recordApproval(draft);
                    return process.forward(draft) instanceof Outcome.Forwarded;
                };
                answers.add(people.submit(attempt));
            }
        }
        var forwards = 0;
        for (var answer : answers) {
            forwards += answer.get() ? 1 : 0;
        }

        assertThat(forwards).isEqualTo(3);
        assertThat(row(radiologist, transfer).forwards()).isEqualTo(3);
        assertThat(reservations.left(transfer, clock.instant())).isZero();
        assertThat(jdbc.sql("select count(*) from forward_reservation where transfer_id = :id")
                        .param("id", transfer.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void the_same_click_twice_begins_once() {
        delivered();
        var click = UUID.randomUUID();

        assertThat(forwarding.begin(clinician, transfer, click))
                .isEqualTo(forwarding.begin(clinician, transfer, click));
    }

    @Test
    void every_step_of_the_process_may_come_twice() {
        delivered();
        var draft = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        process.reserve(draft);
        process.recordApproval(draft);
        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(2);

        var made = made(draft);

        assertThat(made(draft)).isEqualTo(made);
        assertThat(process.reserve(draft)).isEqualTo(new Guarded.Forwarded(made));
        process.giveBack(draft, false);
        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(2);
        assertThat(row(radiologist, transfer).forwards()).isEqualTo(1);
    }

    @Test
    void what_came_by_a_forward_is_not_forwarded_again() {
        delivered();
        var made = forwarded();
        post.deliver(made);
        var solicitor = post.recipient(new EmailAddress(SOLICITOR), new MobileNumber("+447700900400"));

        assertThat(forwarding.begin(solicitor, made, UUID.randomUUID()))
                .isEqualTo(new Forwarding.Refused(ForwardingRefusal.ALREADY_A_FORWARD));
    }

    @Test
    void what_has_ended_is_not_forwarded() {
        delivered();
        var draft = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        var begunInTime = steps.begun(clinician, transfer);

        clock.advance(Duration.ofDays(15));
        assertThat(forwarding.begin(clinician, transfer, UUID.randomUUID()))
                .isEqualTo(new Forwarding.Refused(ForwardingRefusal.EXPIRED));
        assertThat(process.forward(draft)).isEqualTo(new Outcome.Refused(ForwardingRefusal.EXPIRED));
        assertThat(process.reserve(begunInTime)).isEqualTo(new Guarded.Refused(ForwardingRefusal.EXPIRED));
    }

    @Test
    void what_is_withdrawn_is_not_forwarded_and_what_was_forwarded_is_withdrawn_with_it() {
        delivered();
        var made = forwarded();
        post.deliver(made);
        var draft = steps.approved(clinician, transfer, "other@lawyers.example.org", SOLICITORS_MOBILE);

        sending.withdraw(radiologist, transfer);

        assertThat(row(radiologist, made).status()).isEqualTo(TransferStatus.WITHDRAWN);
        assertThat(process.forward(draft)).isEqualTo(new Outcome.Refused(ForwardingRefusal.WITHDRAWN));
    }

    @Test
    void whoever_forwarded_may_withdraw_what_came_of_it_and_nothing_else() {
        delivered();
        var made = forwarded();
        post.deliver(made);

        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> sending.withdraw(clinician, transfer));
        sending.withdraw(clinician, made);

        assertThat(row(radiologist, made).status()).isEqualTo(TransferStatus.WITHDRAWN);
        assertThat(row(radiologist, transfer).status()).isEqualTo(TransferStatus.NEW);
    }

    @Test
    void a_forward_ends_no_later_than_what_it_came_from_also_when_it_is_tried_again() {
        delivered();
        var end = row(radiologist, transfer).availableUntil();
        clock.advance(Duration.ofDays(13));

        var made = forwarded(); // for three days

        assertThat(row(radiologist, made).availableUntil()).isEqualTo(end);
        post.fail(made);
        sending.tryAgain(radiologist, made);
        assertThat(row(radiologist, made).availableUntil()).isEqualTo(end);
    }

    @Test
    void nothing_of_what_was_typed_is_kept_when_a_draft_has_ended() {
        delivered();
        var cancelled = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        process.giveBack(cancelled, false);
        var made = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        process.forward(made);

        assertThat(answersOf(cancelled)).isZero();
        assertThat(answersOf(made)).isZero();
        assertThat(steps.draft(cancelled).state()).isEqualTo(Draft.State.ABANDONED);
    }

    private int answersOf(DraftId draft) {
        return jdbc.sql("select count(*) from forward_answer where draft_id = :draft")
                .param("draft", draft.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void without_an_approval_nothing_is_forwarded() {
        delivered();
        var draft = steps.begun(clinician, transfer);
        process.reserve(draft);
        steps.fillIn(draft, transfer, SOLICITOR, SOLICITORS_MOBILE);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> process.forward(draft));
        assertThat(row(radiologist, transfer).forwards()).isZero();
        assertThat(steps.draft(draft).isOpen()).isTrue();
    }

    @Test
    void somebody_who_was_sent_to_is_known_the_next_time() {
        delivered();
        var first = steps.begun(clinician, transfer);
        process.reserve(first);
        steps.fillIn(first, transfer, SOLICITOR, SOLICITORS_MOBILE);
        assertThat(process.isRecipientKnown(first)).isFalse();
        process.recordApproval(first);
        process.forward(first);

        var second = steps.approved(clinician, transfer, SOLICITOR.toUpperCase(Locale.ROOT), "07700 900401");

        assertThat(process.isRecipientKnown(second)).isTrue();
        assertThat(recipients.known(clinician))
                .extracting(known -> known.email().value())
                .containsExactly(SOLICITOR);
    }

    @Test
    void the_hospitals_radiology_is_told_without_any_name() {
        delivered();
        var draft = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        made(draft);

        process.inform(draft);

        assertThat(mail.messages).hasSize(1);
        var message = mail.messages.getFirst();
        assertThat(message.to().value()).isEqualTo(radiologist.email().value());
        assertThat(message.text())
                .doesNotContain(
                        "Sol", "Person", "PHANTOM", row(radiologist, transfer).patientName());
        assertThat(openProcesses()).doesNotContain(draft.value().toString());
    }

    @Test
    void a_mailbox_that_takes_nothing_keeps_nobody_else_from_being_told() {
        delivered();
        var colleague = hospital.radiologist(institution);
        mail.refuses = radiologist.email().value();
        var draft = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        made(draft);

        process.inform(draft);

        assertThat(mail.messages)
                .extracting(message -> message.to().value())
                .containsExactly(colleague.email().value());
        assertThat(openProcesses()).doesNotContain(draft.value().toString());
    }

    @Test
    void a_hospital_of_which_nobody_could_be_told_still_needs_its_process() {
        delivered();
        mail.refuses = radiologist.email().value();
        var draft = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        made(draft);

        assertThatExceptionOfType(HospitalNotInformed.class).isThrownBy(() -> process.inform(draft));

        assertThat(openProcesses()).contains(draft.value().toString());
    }

    @Test
    void of_two_texts_that_were_approved_the_last_counts() {
        delivered();
        var draft = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        var changed = ((Disclaimers.Published) disclaimers.publish(institution, List.of("you know."))).disclaimer();
        steps.fillIn(draft, transfer, SOLICITOR, SOLICITORS_MOBILE);

        process.recordApproval(draft);
        process.recordApproval(draft);

        assertThat(jdbc.sql("select disclaimer_id from disclaimer_approval where draft_id = :draft")
                        .param("draft", draft.value())
                        .query(UUID.class)
                        .list())
                .containsExactly(changed.id().value());
    }

    @Test
    void a_hospital_with_a_mailbox_is_told_there() {
        delivered();
        institutions.noticesTo(institution, new EmailAddress("desk@northwick.example.org"));
        var draft = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        made(draft);

        process.inform(draft);

        assertThat(mail.messages)
                .extracting(message -> message.to().value())
                .containsExactly("desk@northwick.example.org");
    }

    @Test
    void a_draft_needs_its_process_until_what_it_made_is_delivered_and_announced() {
        delivered();
        var open = steps.begun(clinician, transfer);
        var cancelled = steps.begun(clinician, transfer);
        process.giveBack(cancelled, true);
        var made = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        var child = made(made);

        assertThat(openProcesses())
                .contains(open.value().toString(), made.value().toString())
                .doesNotContain(cancelled.value().toString());

        sending.withdraw(radiologist, child);
        assertThat(openProcesses())
                .as("the hospital does not know yet")
                .contains(made.value().toString());

        process.inform(made);
        assertThat(openProcesses()).doesNotContain(made.value().toString());
    }

    private List<String> openProcesses() {
        var keys = new ArrayList<String>();
        var page = openProcesses.openAfter("", 2);
        while (!page.isEmpty()) {
            page.forEach(start -> keys.add(start.processKey()));
            page = openProcesses.openAfter(page.getLast().processKey(), 2);
        }
        return keys;
    }

    @Test
    void what_is_stuck_shows_at_the_draft_and_at_what_it_made() {
        delivered();
        var draft = steps.approved(clinician, transfer, SOLICITOR, SOLICITORS_MOBILE);
        events.publishEvent(new DelayChanged(draft.value().toString(), true));
        assertThat(steps.draft(draft).isDelayed()).isTrue();

        var made = made(draft);
        events.publishEvent(new DelayChanged(draft.value().toString(), true));

        assertThat(row(radiologist, made).delayed()).isTrue();
    }

    @Test
    void the_custody_shows_who_holds_the_images() {
        delivered();
        var made = forwarded();
        post.deliver(made);

        for (var who : List.of(radiologist, clinician)) {
            var tree = custody.of(who, transfer);
            assertThat(tree.transfer()).isEqualTo(transfer);
            assertThat(tree.openedAt()).isNotNull();
            assertThat(tree.forwards()).singleElement().satisfies(holder -> {
                assertThat(holder.transfer()).isEqualTo(made);
                assertThat(holder.from()).isEqualTo("Morag Reid");
                assertThat(holder.recipientName()).isEqualTo("Sol Icitor");
                assertThat(holder.openedAt()).isNull();
            });
            assertThat(custody.of(who, made)).isEqualTo(tree);
            assertThat(forwarding.purposes(who, made))
                    .containsExactly(entry(made, new Forwarding.Purpose("Legal proceedings", "C-17", "")));
        }
        var solicitor = post.recipient(new EmailAddress(SOLICITOR), new MobileNumber("+447700900400"));
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> custody.of(solicitor, made));
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> forwarding.purposes(solicitor, made));
    }
}
