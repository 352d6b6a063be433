package org.imageexchange.passcode;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.Account;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.notification.Address;
import org.imageexchange.notification.Notice;
import org.imageexchange.notification.Notifications;
import org.imageexchange.notification.Notifications.NotSent;
import org.imageexchange.notification.Notifications.Sent;
import org.imageexchange.notification.PortalAddress;
import org.imageexchange.policy.Policies;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.ProcessOutbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the addresses that are given on the front page, and mails a link to those who exist. */
@Service
public class SignInRequestDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SignInRequestDesk.class);

    /** For people who belong to no institution of the portal. */
    private static final ZoneId ZONE_OF_THE_PORTAL = ZoneId.of("Europe/London");

    private final SignInRequests requests;
    private final AccountGuards guards;
    private final Accounts accounts;
    private final Institutions institutions;
    private final SignInLinks links;
    private final Policies policies;
    private final Notifications notifications;
    private final PortalAddress portal;
    private final ProcessOutbox processes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignInRequestDesk(
            SignInRequests requests,
            AccountGuards guards,
            Accounts accounts,
            Institutions institutions,
            SignInLinks links,
            Policies policies,
            Notifications notifications,
            PortalAddress portal,
            ProcessOutbox processes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.guards = guards;
        this.accounts = accounts;
        this.institutions = institutions;
        this.links = links;
        this.policies = policies;
        this.notifications = notifications;
        this.portal = portal;
        this.processes = processes;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A mail to somebody who exists. */
    private record Letter(Account account, String path, Instant until) {

        @Override
        public String toString() {
            return "Letter[hidden]";
        }
    }

    /**
     * Does the same work whoever has the address, and looks nobody up: that is left to the process. Only what the
     * network asked for before makes a difference.
     */
    @Transactional
    void take(String typedEmail, String network) {
        if (!EmailAddress.isValid(typedEmail)) {
            return; // nobody can have it, so this tells nothing about anybody
        }
        var now = now();
        var networkHash = Fingerprint.ofNetwork(network);
        var request = new SignInRequest(new EmailAddress(typedEmail), networkHash, now);
        var allowed = policies.network().signInLinksAnHour();
        if (isUsedUp(requests.findByNetwork(networkHash, PageRequest.of(allowed - 1, 1)), now)) {
            // not even noted: trying again must not prolong the wait
            LOG.warn("A network asks for more than {} sign-in links an hour", allowed);
            return;
        }
        requests.save(request);
        var id = request.id().toString();
        processes.start(Messages.SIGN_IN_LINK_ASKED, id, Map.of(Variables.SIGN_IN_REQUEST_ID, id));
    }

    /**
     * Mails the link, if anybody has the address and hasn't been mailed too many; a repeat mails another link under the
     * same Message-ID, and both are good.
     *
     * @throws NotHandedOver when the mail server doesn't take it
     */
    public void mail(UUID id) {
        var letter = Objects.requireNonNull(transaction.execute(status -> letter(id)));
        if (letter.isEmpty()) {
            return;
        }
        var account = letter.get().account();
        var delivery = notifications.send(
                "sign-in:" + id,
                new Address.Email(account.email().value()),
                new Notice.SignInLink(
                        portal.of(letter.get().path()), letter.get().until(), zone(account)));
        switch (delivery) {
            case Sent() ->
                transaction.executeWithoutResult(status -> {
                    requests.findById(id).orElseThrow().mailed();
                    events.publishEvent(new SignInLinkMailed(account.id(), now()));
                });
            case NotSent(var reason) -> throw new NotHandedOver(reason);
        }
    }

    private Optional<Letter> letter(UUID id) {
        var waiting = requests.findById(id).filter(SignInRequest::isOpen);
        var account = waiting.flatMap(request -> accounts.find(request.email()));
        if (account.isEmpty()) {
            waiting.ifPresent(SignInRequest::drop);
            return Optional.empty();
        }
        var request = waiting.orElseThrow();
        var now = now();
        guards.require(account.get().id()); // two requests for one mailbox are counted one after the other
        if (!request.isAllowed() && isMailedTooOften(request, now)) {
            request.drop();
            return Optional.empty();
        }
        var until = now.plus(Rules.FRONT_PAGE_LINK_LIVES);
        var path = links.issueForFrontPage(account.get().id(), id, until);
        if (path.isEmpty()) {
            request.drop();
            return Optional.empty();
        }
        if (!request.isAllowed()) {
            request.allow(now);
        }
        return Optional.of(new Letter(account.get(), path.get(), until));
    }

    private boolean isMailedTooOften(SignInRequest request, Instant now) {
        var last = requests.findAllowed(request.emailHash(), PageRequest.of(0, 1));
        var fifth = requests.findAllowed(request.emailHash(), PageRequest.of(Rules.SENDINGS_AN_HOUR - 1, 1));
        return last.stream().anyMatch(time -> time.plus(Rules.BETWEEN_SENDINGS).isAfter(now)) || isUsedUp(fifth, now);
    }

    private static boolean isUsedUp(List<Instant> nthNewest, Instant now) {
        return nthNewest.stream().anyMatch(time -> time.plus(Rules.HOUR).isAfter(now));
    }

    private ZoneId zone(Account account) {
        var institution = account.institution();
        return institution == null
                ? ZONE_OF_THE_PORTAL
                : institutions.require(institution).zone();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
