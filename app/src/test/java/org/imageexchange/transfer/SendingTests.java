package org.imageexchange.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.imaging.TestObject;
import org.imageexchange.transfer.Dashboard.Action;
import org.imageexchange.transfer.Sending.Contact;
import org.imageexchange.transfer.Sending.Field;
import org.imageexchange.transfer.Sending.Invalid;
import org.imageexchange.transfer.Sending.Outcome;
import org.imageexchange.transfer.Sending.Problem;
import org.imageexchange.transfer.Sending.SendImages;
import org.imageexchange.transfer.Sending.Sent;
import org.imageexchange.transfer.TransferEvent.ContactCorrected;
import org.imageexchange.transfer.TransferEvent.TransferSent;
import org.imageexchange.transfer.TransferEvent.TransferTriedAgain;
import org.imageexchange.transfer.TransferEvent.TransferWithdrawn;
import org.imageexchange.transfer.TransferParts.Post;
import org.imageexchange.workflow.Incidents.DelayChanged;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import({TransferParts.class, SendingTests.Announced.class})
class SendingTests {

    @Autowired
    private Sending sending;

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private OpenDeliveries openDeliveries;

    @Autowired
    private Openings openings;

    @Autowired
    private Post post;

    @Autowired
    private Hospital hospital;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SignInLinks links;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Announced announced;

    private InstitutionId institution;
    private SignedIn radiologist;
    private Set<StudyId> studies;
    private EmailAddress email;
    private MobileNumber mobile;

    @BeforeEach
    void begin() {
        institution = hospital.institution();
        radiologist = hospital.radiologist(institution);
        studies = Set.copyOf(hospital.receive(radiologist, TestObject.ofPatient("P1")));
        email = hospital.email();
        mobile = hospital.mobile();
        announced.events.clear();
    }

    /** What the aggregate announced. */
    static class Announced {

        private final List<TransferEvent> events = Collections.synchronizedList(new ArrayList<>());

        @EventListener
        void on(TransferEvent event) {
            events.add(event);
        }
    }

    private TransferId send() {
        return sent(sending.send(radiologist, UUID.randomUUID(), form()));
    }

    private SendImages form() {
        return post.form(studies, email, mobile.e164());
    }

    private static TransferId sent(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Sent.class);
        return ((Sent) outcome).transfer();
    }

    private static List<Field> fieldsOf(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Invalid.class);
        return ((Invalid) outcome).problems().stream().map(Problem::field).toList();
    }

    private TransferStatus statusOf(TransferId transfer) {
        return dashboard.row(radiologist, transfer).status();
    }

    private int transfersOfThisSender() {
        return jdbc.sql("select count(*) from transfer where institution_id = :id")
                .param("id", institution.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void what_is_sent_exists_as_preparing_and_its_process_is_started() {
        var transfer = send();

        var row = dashboard.row(radiologist, transfer);
        assertThat(row.status()).isEqualTo(TransferStatus.PREPARING);
        assertThat(row.patientName()).isEqualTo("EXAMPLE, Patient");
        assertThat(row.recipientName()).isEqualTo("Morag Reid");
        assertThat(row.institution()).isEqualTo("Reid & Sons");
        assertThat(row.message()).isEqualTo("As discussed.");
        assertThat(row.date()).isEqualTo(clock.instant());
        assertThat(row.availableUntil()).isEqualTo(clock.instant().plus(Duration.ofDays(14)));
        assertThat(row.instances()).isEqualTo(1);
        assertThat(post.outbox(transfer)).containsExactly("exchange.imagesSent 1");
        assertThat(announced.events).singleElement().isInstanceOf(TransferSent.class);
        assertThat(accounts.find(email)).isPresent();
    }

    @Test
    void process_variables_hold_ids_only() {
        var transfer = send();

        var variables = jdbc.sql("select variables from process_outbox where correlation_key = :key")
                .param("key", transfer.value() + ":1")
                .query(String.class)
                .single();
        assertThat(variables).contains(transfer.value().toString());
        assertThat(variables).doesNotContain("Reid", "EXAMPLE", "P1", email.value(), mobile.e164());
    }

    @Test
    void every_problem_of_a_form_is_named_with_its_field() {
        var form = new SendImages(Set.of(), " ", "no address", "x".repeat(201), "12", "a@b", "m".repeat(2001), 29);

        var outcome = sending.send(radiologist, UUID.randomUUID(), form);

        assertThat(fieldsOf(outcome)).containsExactlyInAnyOrder(Field.values());
        assertThat(transfersOfThisSender()).isZero();
    }

    @Test
    void the_second_e_mail_must_be_another_mailbox() {
        var form = new SendImages(
                studies,
                "Morag",
                email.value(),
                "",
                "",
                " " + email.value().toUpperCase(java.util.Locale.ROOT),
                "",
                14);

        assertThat(fieldsOf(sending.send(radiologist, UUID.randomUUID(), form))).containsExactly(Field.SECOND_EMAIL);
    }

    @Test
    void without_any_channel_nobody_could_prove_who_they_are() {
        var form = new SendImages(studies, "Morag", email.value(), "", " ", "", "", 14);

        assertThat(fieldsOf(sending.send(radiologist, UUID.randomUUID(), form))).containsExactly(Field.MOBILE);
    }

    @Test
    void a_second_e_mail_alone_is_a_channel() {
        var form = new SendImages(
                studies, "Morag", email.value(), "", "", hospital.email().value(), "", 14);

        sent(sending.send(radiologist, UUID.randomUUID(), form));
    }

    @Test
    void a_number_is_read_as_people_write_it() {
        var form = new SendImages(studies, "Morag", email.value(), "", "07700 900 123", "", "", 14);

        var transfer = sent(sending.send(radiologist, UUID.randomUUID(), form));

        assertThat(dashboard.addressee(radiologist, transfer).channels().mobile())
                .isEqualTo(new MobileNumber("+447700900123"));
    }

    @Test
    void studies_of_two_patients_are_refused() {
        var two = Set.copyOf(hospital.receive(radiologist, TestObject.ofPatient("P1"), TestObject.ofPatient("P2")));

        var outcome = sending.send(radiologist, UUID.randomUUID(), post.form(two, email, mobile.e164()));

        assertThat(fieldsOf(outcome)).containsExactly(Field.STUDIES);
        assertThat(((Invalid) outcome).problems().getFirst().message()).contains("not all of one patient");
    }

    @Test
    void one_to_twenty_eight_days_can_be_chosen() {
        for (var days : new int[] {0, -1, 29}) {
            assertThat(fieldsOf(sending.send(radiologist, UUID.randomUUID(), withDays(days))))
                    .containsExactly(Field.RETENTION_DAYS);
        }
        for (var days : new int[] {1, 28}) {
            sent(sending.send(radiologist, UUID.randomUUID(), withDays(days)));
        }
    }

    private SendImages withDays(int days) {
        return new SendImages(studies, "Morag", email.value(), "", mobile.e164(), "", "", days);
    }

    @Test
    void a_form_that_is_sent_twice_makes_one_transfer() {
        var key = UUID.randomUUID();

        var first = sending.send(radiologist, key, form());
        var second = sending.send(radiologist, key, form());

        assertThat(second).isEqualTo(first);
        assertThat(post.outbox(sent(first))).hasSize(1);
        assertThat(transfersOfThisSender()).isEqualTo(1);
    }

    @Test
    void a_form_that_is_sent_many_times_at_once_makes_one_transfer() throws Exception {
        var key = UUID.randomUUID();
        var start = new CyclicBarrier(6);

        try (var executor = Executors.newFixedThreadPool(6)) {
            var outcomes = executor.invokeAll(Collections.nCopies(6, (Callable<Outcome>) () -> {
                start.await();
                return sending.send(radiologist, key, form());
            }));
            assertThat(outcomes.stream().map(Future::resultNow).distinct()).hasSize(1);
        }

        assertThat(transfersOfThisSender()).isEqualTo(1);
        var packages = jdbc.sql("select count(*) from package where institution_id = :id")
                .param("id", institution.value())
                .query(Integer.class)
                .single();
        assertThat(packages).isEqualTo(1);
    }

    @Test
    void a_delivery_ends_new_and_announced() {
        var transfer = send();
        assertThat(deliveries.find(transfer, 1)).isPresent();

        post.deliver(transfer);

        assertThat(statusOf(transfer)).isEqualTo(TransferStatus.NEW);
        assertThat(deliveries.find(transfer, 1)).isEmpty();
    }

    @Test
    void steps_that_come_twice_change_nothing() {
        var transfer = send();
        post.deliver(transfer);

        deliveries.makeAvailable(transfer, 1);
        deliveries.invited(transfer, 1);
        deliveries.fail(transfer, 1, "Late.");

        assertThat(statusOf(transfer)).isEqualTo(TransferStatus.NEW);
    }

    @Test
    void a_transfer_that_failed_says_why_and_can_be_tried_again() {
        var transfer = send();
        deliveries.fail(transfer, 1, "Some of the images are gone.");
        var failed = dashboard.row(radiologist, transfer);
        assertThat(failed.status()).isEqualTo(TransferStatus.FAILED);
        assertThat(failed.failure()).isEqualTo("Some of the images are gone.");
        assertThat(failed.actions()).contains(Action.TRY_AGAIN, Action.WITHDRAW, Action.CORRECT_CONTACT);
        clock.advance(Duration.ofDays(1));

        sending.tryAgain(radiologist, transfer);
        sending.tryAgain(radiologist, transfer); // a colleague clicks as well

        assertThat(statusOf(transfer)).isEqualTo(TransferStatus.PREPARING);
        assertThat(dashboard.row(radiologist, transfer).failure()).isNull();
        assertThat(post.outbox(transfer))
                .containsExactly("exchange.imagesSent 1", "exchange.deliveryStopped 1", "exchange.imagesSent 2");
        assertThat(announced.events)
                .filteredOn(TransferTriedAgain.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_withdrawn_transfer_ends_its_links_and_its_delivery_at_once() {
        var transfer = send();
        post.deliver(transfer);
        var recipient = post.recipient(email, mobile);
        var token = links.issue(
                        recipient.account(),
                        new PasscodeChannels(mobile, null),
                        transfer.value().toString(),
                        clock.instant().plus(Duration.ofDays(14)))
                .substring(SignInLinks.PATH.length());
        assertThat(openings.find(recipient, transfer)).isPresent();

        sending.withdraw(radiologist, transfer);
        sending.withdraw(radiologist, transfer);

        assertThat(statusOf(transfer)).isEqualTo(TransferStatus.WITHDRAWN);
        assertThat(openings.find(recipient, transfer)).isEmpty();
        assertThat(links.open(token)).isEmpty();
        assertThat(post.outbox(transfer)).endsWith("exchange.deliveryStopped 1");
        assertThat(announced.events)
                .filteredOn(TransferWithdrawn.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_corrected_contact_gets_the_transfer_and_the_wrong_one_loses_it() {
        var transfer = send();
        post.deliver(transfer);
        var wrong = post.recipient(email, mobile);
        var token = links.issue(
                        wrong.account(),
                        new PasscodeChannels(mobile, null),
                        transfer.value().toString(),
                        clock.instant().plus(Duration.ofDays(14)))
                .substring(SignInLinks.PATH.length());
        var rightEmail = hospital.email();
        var rightMobile = hospital.mobile();

        var outcome = sending.correctContact(
                radiologist, transfer, new Contact("Mairi Reid", rightEmail.value(), "", rightMobile.e164(), ""));

        assertThat(sent(outcome)).isEqualTo(transfer);
        assertThat(links.open(token)).isEmpty();
        assertThat(openings.find(wrong, transfer)).isEmpty();
        assertThat(openings.find(post.recipient(rightEmail, rightMobile), transfer))
                .isPresent();
        assertThat(openings.find(post.recipient(rightEmail, mobile), transfer))
                .as("right person, wrong phone")
                .isEmpty();
        assertThat(post.outbox(transfer))
                .containsExactly("exchange.imagesSent 1", "exchange.deliveryStopped 1", "exchange.imagesSent 2");
        assertThat(deliveries.find(transfer, 1)).isEmpty();
        assertThat(deliveries.find(transfer, 2)).isPresent();
        assertThat(announced.events)
                .filteredOn(ContactCorrected.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_contact_can_not_be_corrected_once_the_images_were_opened() {
        var transfer = send();
        post.deliver(transfer);
        openings.open(post.recipient(email, mobile), transfer);

        var outcome = sending.correctContact(
                radiologist, transfer, new Contact("Mairi", hospital.email().value(), "", mobile.e164(), ""));

        assertThat(fieldsOf(outcome)).containsExactly(Field.EMAIL);
        assertThat(dashboard.row(radiologist, transfer).actions()).doesNotContain(Action.CORRECT_CONTACT);
    }

    @Test
    void a_mistyped_correction_changes_nothing() {
        var transfer = send();

        var outcome = sending.correctContact(radiologist, transfer, new Contact("", "x", "", "", ""));

        assertThat(fieldsOf(outcome)).contains(Field.RECIPIENT_NAME, Field.EMAIL, Field.MOBILE);
        assertThat(post.outbox(transfer)).hasSize(1);
    }

    @Test
    void a_transfer_whose_time_is_over_is_expired_without_anybody_doing_anything() {
        var transfer = send();
        post.deliver(transfer);
        var recipient = post.recipient(email, mobile);

        clock.advance(Duration.ofDays(14).minusMillis(1));
        assertThat(openings.find(recipient, transfer)).isPresent();
        clock.advance(Duration.ofMillis(1));

        assertThat(statusOf(transfer)).isEqualTo(TransferStatus.EXPIRED);
        assertThat(dashboard.row(radiologist, transfer).actions()).isEmpty();
        assertThat(openings.find(recipient, transfer)).isEmpty();
        sending.withdraw(radiologist, transfer);
        assertThat(statusOf(transfer)).isEqualTo(TransferStatus.EXPIRED);
    }

    @Test
    void what_the_sender_opens_does_not_count_as_opened() {
        var transfer = send();
        post.deliver(transfer);

        assertThat(openings.open(radiologist, transfer).orElseThrow().byRecipient())
                .isFalse();

        assertThat(dashboard.row(radiologist, transfer).openedAt()).isNull();
    }

    @Test
    void a_stuck_delivery_shows_as_delayed_until_it_moves() {
        var transfer = send();

        events.publishEvent(new DelayChanged(transfer.value() + ":1", true));
        assertThat(dashboard.row(radiologist, transfer).delayed()).isTrue();

        events.publishEvent(new DelayChanged(transfer.value() + ":1", false));
        assertThat(dashboard.row(radiologist, transfer).delayed()).isFalse();
    }

    @Test
    void a_delay_of_something_else_delays_no_transfer() {
        var transfer = send();

        events.publishEvent(new DelayChanged(transfer.value() + ":2", true));
        events.publishEvent(new DelayChanged(UUID.randomUUID() + ":1", true));
        events.publishEvent(new DelayChanged(UUID.randomUUID().toString(), true));
        events.publishEvent(new DelayChanged("-".repeat(36) + ":1", true));

        assertThat(dashboard.row(radiologist, transfer).delayed()).isFalse();
    }

    @Test
    void deliveries_that_are_not_done_are_found_again_in_pages() {
        var waiting = List.of(send(), send(), send());
        var done = send();
        post.deliver(done);
        var withdrawn = send();
        sending.withdraw(radiologist, withdrawn);
        var expired = send();
        jdbc.sql("update transfer set available_until = sent_at where id = :id")
                .param("id", expired.value())
                .update();

        var found = new ArrayList<String>();
        for (var page = openDeliveries.openAfter("", 2); !page.isEmpty(); ) {
            page.forEach(start -> found.add(start.processKey()));
            page = openDeliveries.openAfter(page.getLast().processKey(), 2);
        }

        assertThat(found).doesNotHaveDuplicates();
        assertThat(found)
                .containsAll(waiting.stream().map(id -> id.value() + ":1").toList());
        assertThat(found).doesNotContain(done.value() + ":1", withdrawn.value() + ":1", expired.value() + ":1");
    }

    @Test
    void only_the_sending_radiology_may_do_anything_to_a_transfer() {
        var transfer = send();
        post.deliver(transfer);
        var contact = new Contact("Mairi", hospital.email().value(), "", mobile.e164(), "");
        var nobodys = new TransferId(UUID.randomUUID());

        for (var somebody : List.of(
                post.recipient(email, mobile),
                hospital.radiologist(),
                hospital.administrator(institution),
                hospital.person())) {
            for (var id : List.of(transfer, nobodys)) {
                refused(() -> sending.withdraw(somebody, id));
                refused(() -> sending.tryAgain(somebody, id));
                refused(() -> sending.correctContact(somebody, id, contact));
                refused(() -> dashboard.addressee(somebody, id));
            }
        }
        refused(() -> sending.withdraw(radiologist, nobodys));
        refused(() -> dashboard.addressee(radiologist, nobodys));
        refused(() -> dashboard.row(radiologist, nobodys));
        assertThat(statusOf(transfer)).isEqualTo(TransferStatus.NEW);
    }

    @Test
    void only_radiology_sends_and_only_studies_of_its_own() {
        for (var somebody : List.of(hospital.administrator(institution), hospital.person())) {
            refused(() -> sending.send(somebody, UUID.randomUUID(), form()));
        }
        assertThat(fieldsOf(sending.send(hospital.radiologist(), UUID.randomUUID(), form())))
                .containsExactly(Field.STUDIES);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(action);
    }

    @Test
    void nothing_is_printed_of_a_person() {
        var transfer = send();

        assertThat(form().toString()).doesNotContain("Reid", email.value());
        assertThat(dashboard.addressee(radiologist, transfer).toString()).doesNotContain("Reid");
        assertThat(dashboard.row(radiologist, transfer).toString()).doesNotContain("EXAMPLE");
    }
}
