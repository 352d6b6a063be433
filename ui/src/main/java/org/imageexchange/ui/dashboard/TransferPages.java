package org.imageexchange.ui.dashboard;

import java.time.ZoneId;
import org.imageexchange.account.SignedIn;
import org.imageexchange.policy.Policies;
import org.imageexchange.policy.Policy;
import org.imageexchange.transfer.Dashboard;
import org.imageexchange.transfer.Sending;
import org.imageexchange.ui.forwarding.ForwardingDesk;
import org.imageexchange.ui.page.CurrentPerson;
import org.imageexchange.ui.page.Dates;
import org.springframework.stereotype.Component;

/** What the pages of transfers have in common: the services they ask, and on whose behalf. */
@Component
class TransferPages {

    private final Dashboard dashboard;
    private final Sending sending;
    private final ForwardingDesk forwarding;
    private final Policies policies;
    private final CurrentPerson currentPerson;
    private final Dates dates;

    TransferPages(
            Dashboard dashboard,
            Sending sending,
            ForwardingDesk forwarding,
            Policies policies,
            CurrentPerson currentPerson,
            Dates dates) {
        this.dashboard = dashboard;
        this.sending = sending;
        this.forwarding = forwarding;
        this.policies = policies;
        this.currentPerson = currentPerson;
        this.dates = dates;
    }

    Dashboard dashboard() {
        return dashboard;
    }

    Sending sending() {
        return sending;
    }

    ForwardingDesk forwarding() {
        return forwarding;
    }

    SignedIn person() {
        return currentPerson.require();
    }

    ZoneId zoneOf(SignedIn person) {
        return dates.zoneOf(person);
    }

    Policy policyFor(SignedIn person) {
        return policies.of(
                person.institution() == null ? null : person.institution().value());
    }
}
