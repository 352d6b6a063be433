package org.imageexchange.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.Institution;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.PackageId;
import org.junit.jupiter.api.Test;

class TransferTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant END = NOON.plus(Duration.ofDays(14));
    private static final AccountId SENDER = AccountId.random();
    private static final AccountId RECIPIENT = AccountId.random();
    private static final MobileNumber MOBILE = new MobileNumber("+447700900123");
    private static final EmailAddress MAILBOX = new EmailAddress("m.reid@example.org");
    private static final Institution NORTHWICK = new Institution(
            InstitutionId.random(), "Northwick General Hospital", ZoneId.of("Europe/London"), "radiology desk");

    private static Transfer aTransfer() {
        return aTransfer(14, NOON);
    }

    private static Transfer aTransfer(int days, Instant sentAt) {
        var dispatch = new Transfer.Dispatch(
                UUID.randomUUID(),
                new PackageId(UUID.randomUUID()),
                "EXAMPLE, Patient",
                addressee(MAILBOX, MOBILE),
                "",
                days);
        return new Transfer(NORTHWICK, SENDER, dispatch, RECIPIENT, sentAt);
    }

    private static Addressee addressee(EmailAddress email, MobileNumber mobile) {
        return new Addressee("Morag Reid", email, "Reid & Sons", new PasscodeChannels(mobile, null));
    }

    private static Transfer anAvailableTransfer() {
        var transfer = aTransfer();
        transfer.makeAvailable(1, NOON);
        return transfer;
    }

    private static Transfer aFailedTransfer() {
        var transfer = aTransfer();
        transfer.fail(1, "No images.", NOON);
        return transfer;
    }

    private static TransferStatus statusOf(Transfer transfer, Instant now) {
        return transfer.standing().at(now);
    }

    @Test
    void a_transfer_begins_as_preparing_and_can_not_be_opened() {
        var transfer = aTransfer();

        assertThat(statusOf(transfer, NOON)).isEqualTo(TransferStatus.PREPARING);
        assertThat(transfer.standing().mayBeOpened(NOON)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> transfer.open(NOON));
    }

    @Test
    void a_transfer_that_is_available_is_new_until_its_last_millisecond() {
        var transfer = anAvailableTransfer();

        assertThat(statusOf(transfer, END.minusMillis(1))).isEqualTo(TransferStatus.NEW);
        assertThat(transfer.standing().mayBeOpened(END.minusMillis(1))).isTrue();
        assertThat(statusOf(transfer, END)).isEqualTo(TransferStatus.EXPIRED);
        assertThat(transfer.standing().mayBeOpened(END)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> transfer.open(END));
    }

    @Test
    void days_of_retention_count_in_the_senders_time_zone() {
        var beforeTheClocksGoBack = Instant.parse("2026-10-20T09:00:00Z"); // ten o'clock in London

        var transfer = aTransfer(14, beforeTheClocksGoBack);

        assertThat(transfer.availableUntil()).isEqualTo("2026-11-03T10:00:00Z");
    }

    @Test
    void a_transfer_is_complete_when_its_recipient_was_sent_all_of_it() {
        var transfer = anAvailableTransfer();
        transfer.open(NOON);

        transfer.complete(NOON);

        assertThat(statusOf(transfer, NOON)).isEqualTo(TransferStatus.COMPLETE);
        assertThat(transfer.standing().mayBeOpened(NOON)).isTrue();
        assertThat(statusOf(transfer, END)).isEqualTo(TransferStatus.EXPIRED);
    }

    @Test
    void what_was_withdrawn_while_its_last_byte_was_on_its_way_stays_withdrawn() {
        var transfer = anAvailableTransfer();
        transfer.open(NOON);
        transfer.withdraw(SENDER, NOON);

        transfer.complete(NOON);

        assertThat(statusOf(transfer, NOON)).isEqualTo(TransferStatus.WITHDRAWN);
    }

    @Test
    void a_transfer_can_be_withdrawn_at_any_time_before_it_ends() {
        var complete = anAvailableTransfer();
        complete.open(NOON);
        complete.complete(NOON);

        for (var transfer : new Transfer[] {aTransfer(), anAvailableTransfer(), complete, aFailedTransfer()}) {
            transfer.withdraw(SENDER, NOON);

            assertThat(statusOf(transfer, NOON)).isEqualTo(TransferStatus.WITHDRAWN);
            assertThat(statusOf(transfer, END)).isEqualTo(TransferStatus.WITHDRAWN);
            assertThat(transfer.standing().mayBeOpened(NOON)).isFalse();
            assertThat(transfer.isDelivering(1, NOON)).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> transfer.withdraw(SENDER, NOON));
        }
        assertThatIllegalStateException().isThrownBy(() -> anAvailableTransfer().withdraw(SENDER, END));
    }

    @Test
    void a_contact_can_be_corrected_until_the_images_were_opened() {
        var transfer = anAvailableTransfer();
        var right = AccountId.random();

        transfer.correctContact(
                SENDER, addressee(new EmailAddress("morag.reid@example.org"), MOBILE), right, NORTHWICK, NOON);

        assertThat(transfer.recipient()).isEqualTo(right);
        assertThat(transfer.delivery()).isEqualTo(2);
        assertThat(statusOf(transfer, NOON)).isEqualTo(TransferStatus.NEW);
        assertThat(transfer.availableUntil()).isEqualTo(END);
        assertThat(transfer.isDelivering(1, NOON)).as("the old delivery").isFalse();
        assertThat(transfer.isDelivering(2, NOON)).as("the new one").isTrue();

        transfer.open(NOON);
        assertThat(transfer.standing().mayBeCorrected(NOON)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> transfer.correctContact(SENDER, addressee(MAILBOX, MOBILE), RECIPIENT, NORTHWICK, NOON));
    }

    @Test
    void a_failed_transfer_that_is_tried_again_gets_its_whole_period() {
        var transfer = aFailedTransfer();
        var later = NOON.plus(Duration.ofDays(3));

        transfer.tryAgain(SENDER, NORTHWICK, later);

        assertThat(statusOf(transfer, later)).isEqualTo(TransferStatus.PREPARING);
        assertThat(transfer.delivery()).isEqualTo(2);
        assertThat(transfer.availableUntil()).isEqualTo(END.plus(Duration.ofDays(3)));
    }

    @Test
    void only_what_has_failed_is_tried_again() {
        assertThatIllegalStateException().isThrownBy(() -> anAvailableTransfer().tryAgain(SENDER, NORTHWICK, NOON));
    }

    @Test
    void a_failed_transfer_stays_failed_whatever_time_it_is() {
        assertThat(statusOf(aFailedTransfer(), END)).isEqualTo(TransferStatus.FAILED);
    }

    @Test
    void a_delivery_that_was_replaced_changes_nothing() {
        var transfer = aTransfer();
        transfer.correctContact(SENDER, addressee(MAILBOX, MOBILE), RECIPIENT, NORTHWICK, NOON);

        transfer.delay(1, true);

        assertThatIllegalStateException().isThrownBy(() -> transfer.makeAvailable(1, NOON));
        assertThatIllegalStateException().isThrownBy(() -> transfer.invited(1));
        assertThatIllegalStateException().isThrownBy(() -> transfer.fail(1, "No images.", NOON));
        assertThat(transfer.isDelivering(2, NOON)).isTrue();
    }

    @Test
    void an_invited_delivery_is_done() {
        var transfer = anAvailableTransfer();

        transfer.invited(1);

        assertThat(transfer.isDelivering(1, NOON)).isFalse();
    }

    @Test
    void a_transfer_reaches_its_recipient_over_a_channel_that_its_sender_gave() {
        var transfer = anAvailableTransfer();
        var given = new PasscodeChannel.Sms(MOBILE);
        var another = new PasscodeChannel.Sms(new MobileNumber("+447700900999"));

        assertThat(transfer.reaches(somebody(RECIPIENT, given))).isTrue();
        assertThat(transfer.reaches(somebody(RECIPIENT, another, given))).isTrue();
        assertThat(transfer.reaches(somebody(RECIPIENT, another))).isFalse();
        assertThat(transfer.reaches(somebody(RECIPIENT))).isFalse();
        assertThat(transfer.reaches(somebody(AccountId.random(), given))).isFalse();
    }

    private static SignedIn somebody(AccountId account, PasscodeChannel... proven) {
        return new SignedIn(account, "", MAILBOX, null, Set.of(), Set.of(proven));
    }

    @Test
    void a_recipient_does_not_see_what_is_not_theirs_yet_or_was_never_opened() {
        assertThat(aTransfer().standing().isShownToRecipient()).isFalse();
        assertThat(aFailedTransfer().standing().isShownToRecipient()).isFalse();
        assertThat(anAvailableTransfer().standing().isShownToRecipient()).isTrue();

        var mistake = anAvailableTransfer();
        mistake.withdraw(SENDER, NOON);
        assertThat(mistake.standing().isShownToRecipient()).isFalse();

        var opened = anAvailableTransfer();
        opened.open(NOON);
        opened.withdraw(SENDER, NOON);
        assertThat(opened.standing().isShownToRecipient()).isTrue();
    }
}
