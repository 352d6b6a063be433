package org.imageexchange.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.policy.Policies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import({Accounts.class, Institutions.class, SignInLinks.class, Policies.class, MovedClock.class})
class SignInLinksTests {

    private static final PasscodeChannels CHANNELS =
            new PasscodeChannels(new MobileNumber("+447700900155"), new EmailAddress("second@example.net"));

    @Autowired
    private SignInLinks links;

    @Autowired
    private Accounts accounts;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient database;

    private AccountId account;
    private Instant end;

    @BeforeEach
    void somebodyWithoutChannels() {
        account = accounts.enrol(
                new EmailAddress("somebody-" + UUID.randomUUID() + "@example.org"), "M", "", PasscodeChannels.NONE);
        end = clock.instant().plus(Duration.ofDays(14));
    }

    @Test
    void a_link_leads_to_the_channels_it_was_made_for() {
        var path = links.issue(account, CHANNELS, "transfer-1", end);

        var opened = links.open(tokenOf(path)).orElseThrow();

        assertThat(path).matches("/link/[A-Za-z0-9_-]{43}");
        assertThat(opened.account()).isEqualTo(account);
        assertThat(opened.channels()).isEqualTo(CHANNELS.inOrder());
    }

    @Test
    void a_link_can_be_opened_many_times() {
        var token = tokenOf(links.issue(account, CHANNELS, "transfer-1", end));

        assertThat(links.open(token)).isPresent().isEqualTo(links.open(token));
    }

    @Test
    void a_link_stops_working_in_the_moment_it_expires() {
        var token = tokenOf(links.issue(account, CHANNELS, "transfer-1", end));
        var opened = links.open(token).orElseThrow();

        clock.advance(Duration.ofDays(14).minusMillis(1));
        assertThat(links.open(token)).isPresent();
        clock.advance(Duration.ofMillis(1));

        assertThat(links.open(token)).isEmpty();
        assertThat(links.find(opened.id())).isEmpty();
    }

    @Test
    void links_of_a_purpose_end_together_and_others_stay() {
        var purpose = "transfer-" + UUID.randomUUID();
        var first = tokenOf(links.issue(account, CHANNELS, purpose, end));
        var second = tokenOf(links.issue(account, CHANNELS, purpose, end));
        var other = tokenOf(links.issue(account, CHANNELS, "transfer-" + UUID.randomUUID(), end));
        var opened = links.open(first).orElseThrow();

        links.end(purpose);

        assertThat(links.open(first)).isEmpty();
        assertThat(links.open(second)).isEmpty();
        assertThat(links.find(opened.id())).isEmpty();
        assertThat(links.open(other)).isPresent();
    }

    @Test
    void the_database_holds_nothing_that_opens_a_link() {
        var token = tokenOf(links.issue(account, CHANNELS, "transfer-1", end));

        var stored = database.sql("select token_hash from sign_in_link where account_id = ?")
                .param(account.value())
                .query(String.class)
                .single();

        assertThat(stored).matches("[0-9a-f]{64}").doesNotContain(token);
        assertThat(links.open(stored)).isEmpty();
    }

    @Test
    void what_is_no_token_opens_nothing() {
        for (var token : List.of("", "x", "a".repeat(43), "a".repeat(100_000), "../../etc", "é".repeat(43))) {
            assertThat(links.open(token)).isEmpty();
        }
    }

    @Test
    void a_front_page_link_leads_to_the_channels_that_senders_named() {
        var email = accounts.require(account).email();
        accounts.enrol(email, "M", "", CHANNELS);

        var opened = links.open(tokenOf(
                        links.issueForFrontPage(account, UUID.randomUUID(), end).orElseThrow()))
                .orElseThrow();

        assertThat(opened.channels()).containsExactlyInAnyOrderElementsOf(CHANNELS.inOrder());
    }

    @Test
    void a_code_goes_no_other_way_than_its_own_sender_named() {
        var email = accounts.require(account).email();
        accounts.enrol(email, "M", "", CHANNELS);
        var ofTransfer = links.open(tokenOf(links.issue(account, CHANNELS, "transfer-1", end)))
                .orElseThrow();
        var ofFrontPage = links.open(tokenOf(
                        links.issueForFrontPage(account, UUID.randomUUID(), end).orElseThrow()))
                .orElseThrow();
        var chosen = CHANNELS.inOrder().getFirst();

        assertThat(links.otherWays(ofTransfer.id(), chosen))
                .containsExactly(CHANNELS.inOrder().get(1));
        assertThat(links.otherWays(ofFrontPage.id(), chosen)).isEmpty();
    }

    @Test
    void somebody_whom_no_passcode_can_reach_gets_no_front_page_link() {
        assertThat(links.issueForFrontPage(account, UUID.randomUUID(), end)).isEmpty();
    }

    @Test
    void a_passcode_never_goes_to_the_mailbox_of_its_own_link() {
        var same = new PasscodeChannels(null, accounts.require(account).email());

        assertThatIllegalArgumentException().isThrownBy(() -> links.issue(account, same, "transfer-1", end));
    }

    private static String tokenOf(String path) {
        return path.substring(SignInLinks.PATH.length());
    }
}
