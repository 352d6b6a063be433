package org.imageexchange.transfer;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.Institution;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.PackageId;
import org.imageexchange.imaging.SearchText;
import org.imageexchange.transfer.TransferEvent.ContactCorrected;
import org.imageexchange.transfer.TransferEvent.PackageLost;
import org.imageexchange.transfer.TransferEvent.TransferCompleted;
import org.imageexchange.transfer.TransferEvent.TransferFailed;
import org.imageexchange.transfer.TransferEvent.TransferForwarded;
import org.imageexchange.transfer.TransferEvent.TransferMadeAvailable;
import org.imageexchange.transfer.TransferEvent.TransferOpened;
import org.imageexchange.transfer.TransferEvent.TransferSent;
import org.imageexchange.transfer.TransferEvent.TransferTriedAgain;
import org.imageexchange.transfer.TransferEvent.TransferWithdrawn;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * One package offered to one person until a moment.
 *
 * <p>Its deliveries are numbered: a corrected contact or a new try begins the next, and whatever still works on an older
 * one finds out by the number. The period of retention counts from the sending to the millisecond; only a transfer that
 * had failed gets a new one, since nobody could open it.
 */
@Entity
@Table(name = "transfer")
class Transfer extends AbstractAggregateRoot<Transfer> {

    /** How long a transfer stays in the lists, whatever became of it. */
    static final Duration LISTED = Duration.ofDays(28);

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private TransferId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "institution_id"))
    private InstitutionId institution;

    private String institutionName;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "sent_by"))
    private AccountId sentBy;

    private UUID requestKey;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "package_id"))
    private PackageId packageId;

    private String patientName;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "recipient_account_id"))
    private AccountId recipient;

    private String recipientName;
    private String recipientEmail;
    private String recipientOrganisation;
    private @Nullable String mobile;
    private @Nullable String secondEmail;
    private String message;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private TransferStatus status;

    private @Nullable String failure;
    private boolean delayed;
    private int delivery;
    private boolean delivered;
    private int retentionDays;
    private Instant sentAt;
    private Instant availableUntil;
    private @Nullable Instant openBeyondLists;
    private @Nullable Instant openedAt;
    private @Nullable Instant endedAt;
    private String searchText;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "forwarded_from"))
    private @Nullable TransferId forwardedFrom;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "forwarder_id"))
    private @Nullable AccountId forwarder;

    private @Nullable String forwardedBy;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init")
    protected Transfer() {}

    /** What is sent, and to whom, once it is known to be sound. */
    record Dispatch(
            UUID requestKey,
            PackageId packageId,
            String patientName,
            Addressee addressee,
            String message,
            int retentionDays) {

        @Override
        public String toString() {
            return "Dispatch[hidden]";
        }
    }

    Transfer(Institution sender, AccountId sentBy, Dispatch dispatch, AccountId recipient, Instant now) {
        this.id = new TransferId(UUID.randomUUID());
        this.institution = sender.id();
        this.institutionName = sender.name();
        this.sentBy = sentBy;
        this.requestKey = dispatch.requestKey();
        this.packageId = dispatch.packageId();
        this.patientName = dispatch.patientName();
        this.message = dispatch.message();
        this.retentionDays = dispatch.retentionDays();
        this.status = TransferStatus.PREPARING;
        this.delivery = 1;
        this.sentAt = now;
        this.recipient = recipient;
        address(dispatch.addressee());
        keepUntil(retentionEnd(sender, now));
        registerEvent(new TransferSent(id, sentBy, institution, now));
    }

    /** What is passed on, once it is known to be sound; {@code key} names it for whoever asks twice. */
    record Passing(
            UUID key,
            String forwarder,
            Addressee addressee,
            String message,
            int retentionDays,
            Instant availableUntil) {

        @Override
        public String toString() {
            return "Passing[hidden]";
        }
    }

    private Transfer(Transfer origin, Passing passing, AccountId recipient, Instant now) {
        this.id = new TransferId(UUID.randomUUID());
        this.institution = origin.institution;
        this.institutionName = origin.institutionName;
        this.sentBy = origin.recipient;
        this.requestKey = passing.key();
        this.packageId = origin.packageId;
        this.patientName = origin.patientName;
        this.message = passing.message();
        this.retentionDays = passing.retentionDays();
        this.status = TransferStatus.PREPARING;
        this.delivery = 1;
        this.sentAt = now;
        this.recipient = recipient;
        this.forwardedFrom = origin.id;
        this.forwarder = origin.recipient;
        this.forwardedBy = passing.forwarder();
        address(passing.addressee());
        keepUntil(passing.availableUntil());
    }

    TransferId id() {
        return id;
    }

    /** The transfer that this one was made from, when somebody passed it on. */
    Optional<TransferId> forwardedFrom() {
        return Optional.ofNullable(forwardedFrom);
    }

    Optional<String> forwardedBy() {
        return Optional.ofNullable(forwardedBy);
    }

    /** Why {@code by} may not pass it on; empty if they may. How often they did so already is counted elsewhere. */
    Optional<ForwardingRefusal> refusalToForward(AccountId by, Instant now) {
        if (!recipient.equals(by)) {
            return Optional.of(ForwardingRefusal.NOT_THE_RECIPIENT);
        }
        if (forwardedFrom != null) {
            return Optional.of(ForwardingRefusal.ALREADY_A_FORWARD);
        }
        return switch (standing().at(now)) {
            case NEW, COMPLETE -> Optional.empty();
            case PREPARING -> Optional.of(ForwardingRefusal.NOT_READY);
            case FAILED -> Optional.of(ForwardingRefusal.FAILED);
            case DECLINED -> Optional.of(ForwardingRefusal.DECLINED);
            case WITHDRAWN -> Optional.of(ForwardingRefusal.WITHDRAWN);
            case EXPIRED -> Optional.of(ForwardingRefusal.EXPIRED);
        };
    }

    /** The new transfer of the same package. Its end lies within this one's. */
    Transfer forward(Passing passing, AccountId to, Instant now) {
        insist(refusalToForward(recipient, now).isEmpty(), "forwarded");
        insist(!passing.availableUntil().isAfter(availableUntil), "forwarded beyond its own end");
        var made = new Transfer(this, passing, to, now);
        open(now); // its contact can't be corrected any more: whoever it reached has made use of it
        registerEvent(new TransferForwarded(id, made.id, recipient, institution, now));
        return made;
    }

    InstitutionId institution() {
        return institution;
    }

    PackageId packageId() {
        return packageId;
    }

    AccountId sentBy() {
        return sentBy;
    }

    AccountId recipient() {
        return recipient;
    }

    String institutionName() {
        return institutionName;
    }

    int delivery() {
        return delivery;
    }

    Instant sentAt() {
        return sentAt;
    }

    Instant availableUntil() {
        return availableUntil;
    }

    Standing standing() {
        return new Standing(status, availableUntil, openedAt);
    }

    Addressee addressee() {
        return new Addressee(
                recipientName,
                new EmailAddress(recipientEmail),
                recipientOrganisation,
                new PasscodeChannels(
                        mobile == null ? null : new MobileNumber(mobile),
                        secondEmail == null ? null : new EmailAddress(secondEmail)));
    }

    /** Unique per process: each delivery is a process of its own. */
    String processKey() {
        return processKey(id, delivery);
    }

    static String processKey(TransferId id, int delivery) {
        return id.value() + ":" + delivery;
    }

    /** Whether {@code by} is its recipient and has proven, in this session, a channel that the sender gave for it. */
    boolean reaches(SignedIn by) {
        var channels = addressee().channels();
        return recipient.equals(by.account()) && by.proven().stream().anyMatch(channels::contains);
    }

    /** Whether this delivery is the one that counts, and still makes sense. */
    boolean isDelivering(int number, Instant now) {
        return number == delivery && !delivered && standing().mayBeDelivered(now);
    }

    void makeAvailable(int number, Instant now) {
        insist(isDelivering(number, now), "made available");
        if (status == TransferStatus.PREPARING) {
            status = TransferStatus.NEW;
            registerEvent(new TransferMadeAvailable(id, institution, now));
        }
    }

    void invited(int number) {
        insist(number == delivery, "recorded as announced");
        delivered = true;
        delayed = false;
    }

    void fail(int number, String reason, Instant now) {
        insist(isDelivering(number, now), "failed");
        status = TransferStatus.FAILED;
        failure = reason;
        delivered = true;
        delayed = false;
        registerEvent(new TransferFailed(id, institution, now));
    }

    void delay(int number, boolean isDelayed) {
        if (number == delivery && !delivered) {
            delayed = isDelayed;
        }
    }

    /** Its recipient begins to download it. */
    void open(Instant now) {
        insist(standing().mayBeOpened(now), "opened");
        if (openedAt == null) {
            openedAt = now;
            registerEvent(new TransferOpened(id, recipient, now));
        }
    }

    /** Its recipient was sent every byte; counts even when it ended while the last of them was on its way. */
    void complete(Instant now) {
        if (status == TransferStatus.NEW) {
            status = TransferStatus.COMPLETE;
            delivered = true; // whoever has downloaded it needs no invitation any more
            delayed = false;
            registerEvent(new TransferCompleted(id, recipient, now));
        }
    }

    void withdraw(AccountId by, Instant now) {
        insist(standing().mayBeWithdrawn(now), "withdrawn");
        status = TransferStatus.WITHDRAWN;
        failure = null;
        delivered = true;
        delayed = false;
        endedAt = now;
        registerEvent(new TransferWithdrawn(id, by, institution, now));
    }

    void correctContact(AccountId by, Addressee corrected, AccountId newRecipient, Institution sender, Instant now) {
        insist(standing().mayBeCorrected(now), "sent to another contact");
        recipient = newRecipient;
        address(corrected);
        beginDelivery(sender, now);
        registerEvent(new ContactCorrected(id, by, institution, now));
    }

    void tryAgain(AccountId by, Institution sender, Instant now) {
        insist(standing().mayBeTriedAgain(), "tried again");
        beginDelivery(sender, now);
        registerEvent(new TransferTriedAgain(id, by, institution, now));
    }

    /** Its package is lost and must be built again; whoever downloaded it all may do so once more. */
    void renew(Instant now) {
        insist(standing().mayBeOpened(now), "renewed");
        status = TransferStatus.NEW;
        delivery++;
        delivered = false;
        delayed = false;
        registerEvent(new PackageLost(id, institution, now));
    }

    private void beginDelivery(Institution sender, Instant now) {
        if (status == TransferStatus.FAILED) {
            status = TransferStatus.PREPARING;
            failure = null;
            if (forwardedFrom == null) { // a forward's end lies within that of what it came from
                keepUntil(retentionEnd(sender, now));
            }
        }
        delivery++;
        delivered = false;
        delayed = false;
    }

    private void address(Addressee addressee) {
        recipientName = addressee.name();
        recipientEmail = addressee.email().value();
        recipientOrganisation = addressee.organisation();
        var phone = addressee.channels().mobile();
        var mailbox = addressee.channels().secondEmail();
        mobile = phone == null ? null : phone.e164();
        secondEmail = mailbox == null ? null : mailbox.value();
        searchText = SearchText.of(
                1000,
                patientName,
                institutionName,
                recipientName,
                recipientOrganisation,
                forwardedBy == null ? "" : forwardedBy);
    }

    private Instant retentionEnd(Institution sender, Instant from) {
        return Retention.end(sender, from, retentionDays);
    }

    private void keepUntil(Instant end) {
        availableUntil = end;
        openBeyondLists = end.isAfter(sentAt.plus(LISTED)) ? end : null;
    }

    private void insist(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException(
                    "Transfer " + id.value() + " can't be " + what + ": it is " + status + ", delivery " + delivery);
        }
    }
}
