package org.imageexchange.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.imageexchange.imaging.TestObject;
import org.imageexchange.transfer.Dashboard.Action;
import org.imageexchange.transfer.Dashboard.Direction;
import org.imageexchange.transfer.Dashboard.Listing;
import org.imageexchange.transfer.TransferParts.Post;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import(TransferParts.class)
class DashboardTests {

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private Sending sending;

    @Autowired
    private Openings openings;

    @Autowired
    private Post post;

    @Autowired
    private Hospital hospital;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovedClock clock;

    private InstitutionId institution;
    private SignedIn radiologist;
    private EmailAddress email;
    private MobileNumber mobile;
    private SignedIn recipient;

    @BeforeEach
    void begin() {
        institution = hospital.institution();
        radiologist = hospital.radiologist(institution);
        email = hospital.email();
        mobile = hospital.mobile();
        recipient = post.recipient(email, mobile);
    }

    private TransferId send() {
        clock.advance(Duration.ofMinutes(1));
        return post.sent(radiologist, email, mobile);
    }

    private TransferId sendAndDeliver() {
        var transfer = send();
        post.deliver(transfer);
        return transfer;
    }

    private List<TransferId> rows(SignedIn by, Listing listing) {
        return dashboard.rows(by, listing, "", false, 0, 50).stream()
                .map(Dashboard.Row::id)
                .toList();
    }

    private List<TransferId> filtered(SignedIn by, String filter) {
        return dashboard.rows(by, Listing.ALL, filter, false, 0, 50).stream()
                .map(Dashboard.Row::id)
                .toList();
    }

    @Test
    void a_transfer_goes_out_for_its_sender_and_comes_in_for_its_recipient() {
        var transfer = sendAndDeliver();

        var out = dashboard.row(radiologist, transfer);
        assertThat(out.direction()).isEqualTo(Direction.OUT);
        assertThat(out.institution()).isEqualTo("Reid & Sons");
        assertThat(out.actions()).containsExactlyInAnyOrder(Action.DOWNLOAD, Action.WITHDRAW, Action.CORRECT_CONTACT);

        var in = dashboard.row(recipient, transfer);
        assertThat(in.direction()).isEqualTo(Direction.IN);
        assertThat(in.institution()).startsWith("Hospital ");
        assertThat(in.actions()).containsExactlyInAnyOrder(Action.DOWNLOAD, Action.FORWARD);
        assertThat(in.status()).isEqualTo(TransferStatus.NEW);
        assertThat(dashboard.rows(recipient, Listing.ALL, "", false, 0, 10)).containsExactly(in);
    }

    @Test
    void a_colleague_of_the_sender_sees_and_does_the_same() {
        var transfer = sendAndDeliver();

        assertThat(dashboard.row(hospital.radiologist(institution), transfer))
                .isEqualTo(dashboard.row(radiologist, transfer));
    }

    @Test
    void a_recipient_does_not_see_what_is_being_prepared_has_failed_or_was_withdrawn_unopened() {
        send();
        var withdrawn = sendAndDeliver();
        sending.withdraw(radiologist, withdrawn);

        assertThat(rows(recipient, Listing.ALL)).isEmpty();
        assertThat(rows(radiologist, Listing.ALL)).hasSize(2);

        var opened = sendAndDeliver();
        openings.open(recipient, opened);
        sending.withdraw(radiologist, opened);
        assertThat(rows(recipient, Listing.ALL)).containsExactly(opened);
        assertThat(dashboard.row(recipient, opened).actions()).isEmpty();
    }

    @Test
    void action_required_holds_what_is_new_for_me() {
        var first = sendAndDeliver();
        var second = sendAndDeliver();
        sendAndDeliver();
        complete(second);
        send();

        assertThat(rows(recipient, Listing.ACTION_REQUIRED)).hasSize(2).contains(first);
        assertThat(dashboard.actionRequired(recipient)).isEqualTo(2);
        assertThat(rows(radiologist, Listing.ACTION_REQUIRED)).isEmpty();
        assertThat(dashboard.actionRequired(radiologist)).isZero();

        clock.advance(Duration.ofDays(15));
        assertThat(rows(recipient, Listing.ACTION_REQUIRED)).isEmpty();
        assertThat(dashboard.actionRequired(recipient)).isZero();
    }

    private void complete(TransferId transfer) {
        openings.open(recipient, transfer);
        openings.complete(transfer);
    }

    @Test
    void counting_stops_at_ninety_nine() {
        var transfer = sendAndDeliver();
        copy(transfer, 120);

        assertThat(dashboard.actionRequired(recipient)).isEqualTo(99);
    }

    /** Rows like a real one, a second apart, before it. */
    private void copy(TransferId transfer, int times) {
        for (int i = 1; i <= times; i++) {
            jdbc.sql("""
                            insert into transfer (id, institution_id, institution_name, sent_by, request_key, package_id,
                                patient_name, recipient_account_id, recipient_name, recipient_email,
                                recipient_organisation, mobile, second_email, message, status, failure, delayed, delivery,
                                delivered, retention_days, sent_at, available_until, open_beyond_lists, opened_at,
                                ended_at, search_text, version)
                            select cast(:id as uuid), institution_id, institution_name, sent_by, cast(:key as uuid),
                                package_id, patient_name, recipient_account_id, recipient_name, recipient_email,
                                recipient_organisation, mobile, second_email, message, status, failure, delayed, delivery,
                                delivered, retention_days, cast(:sentAt as timestamp with time zone), available_until,
                                open_beyond_lists, opened_at, ended_at, search_text, version
                            from transfer where id = :from""")
                    .param("id", UUID.randomUUID())
                    .param("key", UUID.randomUUID())
                    .param("sentAt", clock.instant().minusSeconds(i).atOffset(ZoneOffset.UTC))
                    .param("from", transfer.value())
                    .update();
        }
    }

    @Test
    void pages_follow_each_other_in_either_order() {
        var transfer = sendAndDeliver();
        copy(transfer, 24);

        var newest = rows(radiologist, Listing.ALL);
        assertThat(newest).hasSize(25).first().isEqualTo(transfer);
        for (var who : List.of(radiologist, recipient)) {
            assertThat(page(who, false, 0, 10)).isEqualTo(newest.subList(0, 10));
            assertThat(page(who, false, 10, 10)).isEqualTo(newest.subList(10, 20));
            assertThat(page(who, false, 20, 10)).isEqualTo(newest.subList(20, 25));
            assertThat(page(who, false, 25, 10)).isEmpty();
            assertThat(page(who, true, 0, 25)).isEqualTo(newest.reversed());
            assertThat(page(who, true, 7, 3)).isEqualTo(newest.reversed().subList(7, 10));
        }
    }

    private List<TransferId> page(SignedIn by, boolean oldestFirst, int offset, int limit) {
        return dashboard.rows(by, Listing.ALL, "", oldestFirst, offset, limit).stream()
                .map(Dashboard.Row::id)
                .toList();
    }

    @Test
    void all_holds_the_last_28_days_and_whatever_is_still_open() {
        var old = sendAndDeliver();
        var oldAndOpen = sendAndDeliver();
        jdbc.sql("update transfer set available_until = :until, open_beyond_lists = :until where id = :id")
                .param("until", clock.instant().plus(Duration.ofDays(60)).atOffset(ZoneOffset.UTC))
                .param("id", oldAndOpen.value())
                .update();
        clock.advance(Duration.ofDays(20));
        var recent = sendAndDeliver();

        for (var who : List.of(radiologist, recipient)) {
            assertThat(rows(who, Listing.ALL)).containsExactly(recent, oldAndOpen, old);
        }
        clock.advance(Duration.ofDays(9));
        for (var who : List.of(radiologist, recipient)) {
            assertThat(rows(who, Listing.ALL)).containsExactly(recent, oldAndOpen);
            assertThat(page(who, true, 0, 10)).containsExactly(oldAndOpen, recent);
            assertThat(rows(who, Listing.HOME)).containsExactly(recent, oldAndOpen);
        }
        clock.advance(Duration.ofDays(40));
        for (var who : List.of(radiologist, recipient)) {
            assertThat(rows(who, Listing.ALL)).isEmpty();
        }
    }

    @Test
    void a_text_finds_patient_institution_and_recipient() {
        var first = TestObject.ofPatient("P1").withPatientName("Ångström^Åsa");
        var transfer = post.sent(radiologist, email, mobile, first);
        post.deliver(transfer);
        sendAndDeliver();

        assertThat(filtered(radiologist, "angstrom")).containsExactly(transfer);
        assertThat(filtered(recipient, "ÅSA")).containsExactly(transfer);
        assertThat(filtered(radiologist, "morag angstrom")).containsExactly(transfer);
        assertThat(filtered(radiologist, "reid sons")).hasSize(2);
        assertThat(filtered(recipient, "hospital")).hasSize(2);
        assertThat(filtered(radiologist, "nobody")).isEmpty();
        assertThat(filtered(radiologist, "%")).isEmpty();
        assertThat(filtered(radiologist, "'; drop table transfer; --")).isEmpty();
    }

    @Test
    void what_my_own_institution_sent_to_me_comes_in_once() {
        var channel = (PasscodeChannel.Sms) radiologist.proven().iterator().next();
        var transfer = post.sent(radiologist, radiologist.email(), channel.number());
        assertThat(dashboard.row(radiologist, transfer).direction()).isEqualTo(Direction.OUT);
        post.deliver(transfer);

        assertThat(dashboard.rows(radiologist, Listing.ALL, "", false, 0, 10))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.direction()).isEqualTo(Direction.IN);
                    assertThat(row.actions()).contains(Action.DOWNLOAD, Action.WITHDRAW);
                });
    }

    @Test
    void a_sender_can_not_take_over_what_others_sent_to_an_address() {
        var theirs = sendAndDeliver();
        var attackersPhone = hospital.mobile();
        var attacker = hospital.radiologist();
        var bait = post.sent(attacker, email, attackersPhone);
        post.deliver(bait);

        var session = new SignedIn(
                recipient.account(), "", email, null, Set.of(), Set.of(new PasscodeChannel.Sms(attackersPhone)));

        assertThat(rows(session, Listing.ALL)).containsExactly(bait);
        assertThat(openings.find(session, theirs)).isEmpty();
        assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> dashboard.row(session, theirs));
        assertThat(rows(recipient, Listing.ALL)).containsExactly(theirs);
    }

    @Test
    void a_second_e_mail_that_was_proven_opens_what_was_sent_with_it() {
        var mailbox = hospital.email();
        var studies = Set.copyOf(hospital.receive(radiologist, TestObject.ofPatient("P1")));
        var form = new Sending.SendImages(studies, "Morag", email.value(), "", "", mailbox.value(), "", 14);
        var transfer = ((Sending.Sent) sending.send(radiologist, UUID.randomUUID(), form)).transfer();
        post.deliver(transfer);

        var proven = hospital.person(email, new PasscodeChannel.SecondEmail(mailbox));
        assertThat(rows(proven, Listing.ALL)).containsExactly(transfer);
        assertThat(rows(recipient, Listing.ALL)).isEmpty();
        assertThat(rows(radiologist, Listing.ALL)).containsExactly(transfer);
    }

    @Test
    void nobody_else_sees_a_transfer() {
        var transfer = sendAndDeliver();
        var strangers = List.of(
                hospital.person(email),
                hospital.person(email, new PasscodeChannel.Sms(hospital.mobile())),
                hospital.person(new PasscodeChannel.Sms(mobile)),
                hospital.person(),
                hospital.radiologist(),
                hospital.administrator(institution),
                unproven(radiologist));

        for (var stranger : strangers) {
            for (var listing : Listing.values()) {
                assertThat(rows(stranger, listing)).isEmpty();
            }
            assertThat(dashboard.actionRequired(stranger)).isZero();
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> dashboard.row(stranger, transfer));
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> dashboard.addressee(stranger, transfer));
            assertThat(openings.find(stranger, transfer)).isEmpty();
            assertThat(openings.open(stranger, transfer)).isEmpty();
        }
    }

    /** Staff who came in over a channel that isn't their own have no role in this session. */
    private SignedIn unproven(SignedIn staff) {
        return new SignedIn(
                staff.account(),
                staff.name(),
                staff.email(),
                staff.institution(),
                Set.<Role>of(),
                Set.of(new PasscodeChannel.Sms(hospital.mobile())));
    }
}
