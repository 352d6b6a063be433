package org.imageexchange.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.PackageId;
import org.imageexchange.imaging.Packages.Progress;
import org.imageexchange.transfer.Dashboard.Action;
import org.imageexchange.transfer.Dashboard.Direction;
import org.imageexchange.transfer.Dashboard.Row;
import org.jspecify.annotations.Nullable;

/** A transfer as a list reads it, before it is known who looks at it. */
record ListedTransfer(
        TransferId id,
        AccountId recipient,
        PasscodeChannels channels,
        InstitutionId institution,
        String institutionName,
        String patientName,
        String recipientName,
        String recipientOrganisation,
        String message,
        Standing standing,
        boolean delayed,
        @Nullable String failure,
        PackageId packageId,
        Instant sentAt,
        AccountId sentBy,
        @Nullable String forwardedBy,
        int forwards,
        @Nullable Received origin) {

    /** Whom the transfer reached that this one was made from, and by which channels. */
    record Received(AccountId recipient, PasscodeChannels channels) {

        boolean reaches(SignedIn by) {
            return recipient.equals(by.account()) && by.proven().stream().anyMatch(channels::contains);
        }
    }

    static ListedTransfer read(ResultSet row, int number) throws SQLException {
        var origin = row.getObject("origin_recipient", UUID.class);
        var openedAt = row.getObject("opened_at", OffsetDateTime.class);
        return new ListedTransfer(
                new TransferId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("recipient_account_id", UUID.class)),
                channels(row.getString("mobile"), row.getString("second_email")),
                new InstitutionId(row.getObject("institution_id", UUID.class)),
                row.getString("institution_name"),
                row.getString("patient_name"),
                row.getString("recipient_name"),
                row.getString("recipient_organisation"),
                row.getString("message"),
                new Standing(
                        TransferStatus.valueOf(row.getString("status")),
                        row.getObject("available_until", OffsetDateTime.class).toInstant(),
                        openedAt == null ? null : openedAt.toInstant()),
                row.getBoolean("delayed"),
                row.getString("failure"),
                new PackageId(row.getObject("package_id", UUID.class)),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getObject("sent_by", UUID.class)),
                row.getString("forwarded_by"),
                row.getInt("forwards"),
                origin == null
                        ? null
                        : new Received(
                                new AccountId(origin),
                                channels(row.getString("origin_mobile"), row.getString("origin_second_email"))));
    }

    private static PasscodeChannels channels(@Nullable String mobile, @Nullable String secondEmail) {
        return new PasscodeChannels(
                mobile == null ? null : new MobileNumber(mobile),
                secondEmail == null ? null : new EmailAddress(secondEmail));
    }

    /** The row, for whoever may see it; a transfer that reaches its own sender is one that came in. */
    Optional<Row> asSeenBy(SignedIn by, @Nullable Progress progress, Instant now) {
        var receives = new Received(recipient, channels).reaches(by) && standing.isShownToRecipient();
        var hospital = by.is(Role.RADIOLOGY) && institution.equals(by.institution());
        var sends = hospital || origin != null && sentBy.equals(by.account()) && origin.reaches(by);
        if (!receives && !sends) {
            return Optional.empty();
        }
        return Optional.of(new Row(
                id,
                receives ? Direction.IN : Direction.OUT,
                sentAt,
                patientName,
                receives ? institutionName : recipientOrganisation,
                recipientName,
                message,
                standing.at(now),
                sends && delayed,
                progress == null ? 0 : progress.packed(),
                progress == null ? 0 : progress.instances(),
                sends ? failure : null,
                standing.availableUntil(),
                standing.openedAt(),
                forwardedBy,
                forwards,
                actions(receives, sends, hospital, now)));
    }

    private Set<Action> actions(boolean receives, boolean sends, boolean hospital, Instant now) {
        var actions = EnumSet.noneOf(Action.class);
        if ((receives || hospital) && standing.mayBeOpened(now)) {
            actions.add(Action.DOWNLOAD);
        }
        if (receives && forwardedBy == null && standing.mayBeOpened(now)) {
            actions.add(Action.FORWARD);
        }
        if (forwards > 0 || hospital && forwardedBy != null) {
            actions.add(Action.CUSTODY);
        }
        if (sends && standing.mayBeWithdrawn(now)) {
            actions.add(Action.WITHDRAW);
        }
        if (hospital && standing.mayBeCorrected(now)) {
            actions.add(Action.CORRECT_CONTACT);
        }
        if (sends && standing.mayBeTriedAgain()) {
            actions.add(Action.TRY_AGAIN);
        }
        return Set.copyOf(actions);
    }
}
