package org.imageexchange.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.policy.Policies;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@DatabaseTest
@Import({Accounts.class, Institutions.class, SignInLinks.class, Policies.class, MovedClock.class})
@TestPropertySource(properties = "portal.policy.second-email-as-channel=false")
class SecondEmailPolicyTests {

    @Autowired
    private SignInLinks links;

    @Autowired
    private Accounts accounts;

    @Autowired
    private MovedClock clock;

    @Test
    void a_link_leads_to_no_second_mailbox_when_the_policy_forbids_it() {
        var email = new EmailAddress("somebody-" + UUID.randomUUID() + "@example.org");
        var both = new PasscodeChannels(new MobileNumber("+447700900155"), new EmailAddress("second@example.net"));
        var account = accounts.enrol(email, "Morag", "", both);

        var path = links.issue(account, both, "transfer-1", clock.instant().plus(Duration.ofDays(14)));

        var opened = links.open(path.substring(SignInLinks.PATH.length())).orElseThrow();
        assertThat(opened.channels()).extracting(PasscodeChannel::kind).containsExactly(PasscodeChannel.Kind.SMS);
    }

    @Test
    void a_link_that_leads_to_nothing_else_is_closed() {
        var email = new EmailAddress("somebody-" + UUID.randomUUID() + "@example.org");
        var mailbox = new PasscodeChannels(null, new EmailAddress("second@example.net"));
        var account = accounts.enrol(email, "Morag", "", mailbox);
        var until = clock.instant().plus(Duration.ofDays(14));

        var path = links.issue(account, mailbox, "transfer-1", until);

        assertThat(links.open(path.substring(SignInLinks.PATH.length()))).isEmpty();
        assertThat(links.issueForFrontPage(account, UUID.randomUUID(), until)).isEmpty();
    }
}
