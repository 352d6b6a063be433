package org.imageexchange.delivery;

import static java.util.Objects.requireNonNull;

import org.imageexchange.account.Institution;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.imaging.PackageBuilder;
import org.imageexchange.notification.Address;
import org.imageexchange.notification.Notice;
import org.imageexchange.notification.Notifications;
import org.imageexchange.notification.PortalAddress;
import org.imageexchange.policy.Policies;
import org.imageexchange.transfer.Deliveries;
import org.imageexchange.transfer.Deliveries.Order;
import org.imageexchange.transfer.TransferId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps by which a transfer reaches its recipient.
 *
 * <p>Each may come twice, and may come for a delivery that was stopped or replaced meanwhile: then it does nothing and
 * says that it is done.
 */
@Service
public class PackageDelivery {

    private final Deliveries deliveries;
    private final PackageBuilder builder;
    private final Policies policies;
    private final Institutions institutions;
    private final SignInLinks links;
    private final Notifications notifications;
    private final PortalAddress portal;
    private final TransactionTemplate transaction;

    PackageDelivery(
            Deliveries deliveries,
            PackageBuilder builder,
            Policies policies,
            Institutions institutions,
            SignInLinks links,
            Notifications notifications,
            PortalAddress portal,
            TransactionTemplate transaction) {
        this.deliveries = deliveries;
        this.builder = builder;
        this.policies = policies;
        this.institutions = institutions;
        this.links = links;
        this.notifications = notifications;
        this.portal = portal;
        this.transaction = transaction;
    }

    /** What came of a step. */
    public sealed interface Outcome {
        /** Done, now or before. */
        record Done() implements Outcome {}

        /** It can never be done; business, not failure. */
        record NotDeliverable(Obstacle obstacle) implements Outcome {}
    }

    /** Builds the package, unless it is built. */
    public Outcome prepare(TransferId transfer, int number) {
        var order = deliveries.find(transfer, number);
        if (order.isEmpty()) {
            return new Outcome.Done();
        }
        if (channels(order.get()).inOrder().isEmpty()) {
            return new Outcome.NotDeliverable(Obstacle.NO_CHANNEL);
        }
        return switch (builder.build(order.get().packageId())) {
            case PackageBuilder.Outcome.Built() -> new Outcome.Done();
            case PackageBuilder.Outcome.ImagesGone() -> new Outcome.NotDeliverable(Obstacle.NO_IMAGES);
        };
    }

    /** From here on the recipient may open the transfer. */
    public void makeAvailable(TransferId transfer, int number) {
        deliveries.makeAvailable(transfer, number);
    }

    /**
     * Mails a link to the recipient.
     *
     * <p>A link can't be had again once it is issued, so a repeat mails another one; the first stays good, since nobody
     * knows whether its mail arrived.
     *
     * @throws NotInvited when the mail server doesn't take it
     */
    public Outcome invite(TransferId transfer, int number) {
        var order = deliveries.find(transfer, number);
        if (order.isEmpty()) {
            return new Outcome.Done();
        }
        var channels = channels(order.get());
        if (channels.inOrder().isEmpty()) {
            return new Outcome.NotDeliverable(Obstacle.NO_CHANNEL);
        }
        var link = requireNonNull(transaction.execute(status -> deliveries
                .findLocked(transfer, number)
                .map(still -> links.issue(
                        still.recipient(), channels, transfer.value().toString(), still.availableUntil()))));
        if (link.isEmpty()) {
            return new Outcome.Done(); // withdrawn this very moment: a link issued now would outlive it
        }
        send(order.get(), link.get());
        deliveries.invited(transfer, number);
        return new Outcome.Done();
    }

    private void send(Order order, String link) {
        var id = order.transfer().value().toString();
        var sender = institutions.require(order.institution());
        var sent = notifications.send(
                "invitation:" + id + ":" + order.number(),
                new Address.Email(order.addressee().email().value()),
                invitation(order, sender, portal.of(link)));
        switch (sent) {
            case Notifications.Sent() -> {}
            case Notifications.NotSent(var reason) -> throw new NotInvited(reason);
        }
    }

    private static Notice invitation(Order order, Institution sender, String link) {
        var name = order.addressee().name();
        return order.forwardedBy() == null
                ? new Notice.Invitation(name, sender.name(), link, order.availableUntil(), sender.zone())
                : new Notice.ForwardedInvitation(
                        name, order.forwardedBy(), sender.name(), link, order.availableUntil(), sender.zone());
    }

    /** Ends a transfer as failed, with the obstacle that is there in the sender's words. */
    public void recordNotDeliverable(TransferId transfer, int number) {
        deliveries.find(transfer, number).ifPresent(order -> {
            var obstacle = channels(order).inOrder().isEmpty() ? Obstacle.NO_CHANNEL : Obstacle.NO_IMAGES;
            deliveries.fail(transfer, number, obstacle.inWords());
        });
    }

    /** Where passcodes may go today: the sender's policy may have changed since. */
    private PasscodeChannels channels(Order order) {
        var named = order.addressee().channels();
        var policy = policies.of(order.institution().value());
        return new PasscodeChannels(named.mobile(), policy.secondEmailAsChannel() ? named.secondEmail() : null);
    }
}
