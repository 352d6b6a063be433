package org.imageexchange.passcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageexchange.passcode.PasscodeTestbed.BROWSER;
import static org.imageexchange.passcode.PasscodeTestbed.NETWORK;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.account.SignedIn;
import org.imageexchange.passcode.PasscodeTestbed.Scene;
import org.imageexchange.passcode.Passcodes.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * A sender names a stranger's mailbox with a mobile of their own. Nothing of the stranger's follows from it, not even
 * for an attacker who reads the stranger's mails as well.
 */
@DatabaseTest
@Import(PasscodeTestbed.class)
class TakeOverTests {

    @Autowired
    private Accounts accounts;

    @Autowired
    private Institutions institutions;

    @Autowired
    private SignInLinks links;

    @Autowired
    private Passcodes passcodes;

    @Autowired
    private Scene scene;

    @Autowired
    private Post post;

    @Autowired
    private MovedClock clock;

    private final EmailAddress strangersMailbox = Scene.anAddress();
    private final PasscodeChannels strangersOwn = new PasscodeChannels(Scene.aMobile(), null);
    private final PasscodeChannels attackers = new PasscodeChannels(Scene.aMobile(), null);
    private final PasscodeChannels otherSenders = new PasscodeChannels(Scene.aMobile(), null);

    private InstitutionId institution;
    private AccountId stranger;

    @BeforeEach
    void aRadiographerWhoAlsoReceivesImages() {
        institution = institutions.add("Northwick " + UUID.randomUUID(), ZoneId.of("Europe/London"), "Ext. 1");
        stranger =
                accounts.addStaff(strangersMailbox, "Radiographer", institution, Set.of(Role.RADIOLOGY), strangersOwn);
        accounts.enrol(strangersMailbox, "Radiographer", "", otherSenders);
        accounts.enrol(strangersMailbox, "Attacker's word for them", "", attackers);
    }

    @Test
    void the_account_keeps_its_own_channels_name_and_roles() {
        var account = accounts.require(stranger);

        assertThat(account.own()).isEqualTo(strangersOwn);
        assertThat(account.name()).isEqualTo("Radiographer");
        assertThat(account.roles()).containsExactly(Role.RADIOLOGY);
    }

    @Test
    void the_links_of_others_lead_to_their_channels_still() {
        var opened = links.open(token(links.issue(stranger, otherSenders, "other transfer", inADay())))
                .orElseThrow();

        assertThat(opened.channels()).isEqualTo(otherSenders.inOrder());
        var challenge = passcodes.ask(opened.id(), channelOf(attackers), BROWSER, null, NETWORK);
        scene.run(challenge);
        assertThat(post.to(channelOf(attackers).target())).isEmpty();
    }

    @Test
    void with_the_attackers_mobile_nothing_but_the_attackers_transfer_is_opened() {
        var session = signIn(attackers, null);

        assertThat(session.proven()).containsExactly(channelOf(attackers));
        assertThat(session.roles()).isEmpty();
        assertThat(session.institution()).isNull();
    }

    @Test
    void the_front_page_offers_the_own_channel_first_and_the_attackers_proves_no_more_there() {
        var path =
                links.issueForFrontPage(stranger, UUID.randomUUID(), inADay()).orElseThrow();
        var opened = links.open(token(path)).orElseThrow();
        assertThat(opened.channels().getFirst()).isEqualTo(channelOf(strangersOwn));

        var challenge = passcodes.ask(opened.id(), channelOf(attackers), BROWSER, null, NETWORK);
        scene.run(challenge);
        var answer = scene.answer(challenge, post.lastCode(channelOf(attackers).target()));

        assertThat(answer).isInstanceOfSatisfying(Answer.Accepted.class, accepted -> {
            assertThat(accepted.who().proven()).containsExactly(channelOf(attackers));
            assertThat(accepted.who().roles()).isEmpty();
            assertThat(accepted.who().institution()).isNull();
        });
    }

    @Test
    void the_own_channel_brings_roles_and_workplace() {
        var session = signIn(strangersOwn, null);

        assertThat(session.roles()).containsExactly(Role.RADIOLOGY);
        assertThat(session.institution()).isEqualTo(institution);
    }

    @Test
    void a_session_keeps_what_it_proved_before_for_the_same_account() {
        var first = signIn(strangersOwn, null);

        var second = signIn(otherSenders, first);

        assertThat(second.proven()).containsExactlyInAnyOrder(channelOf(strangersOwn), channelOf(otherSenders));
        assertThat(second.roles()).containsExactly(Role.RADIOLOGY);
    }

    @Test
    void a_session_of_another_account_brings_nothing_along() {
        var somebodyElse = new SignedIn(
                AccountId.random(),
                "Somebody",
                Scene.anAddress(),
                institution,
                Set.of(Role.ADMINISTRATOR),
                Set.of(channelOf(strangersOwn)));

        var session = signIn(attackers, somebodyElse);

        assertThat(session.proven()).containsExactly(channelOf(attackers));
        assertThat(session.roles()).isEmpty();
    }

    private SignedIn signIn(PasscodeChannels channels, @Nullable SignedIn already) {
        var link = scene.anOpenedLink(stranger, channels);
        var challenge = passcodes.ask(link, channelOf(channels), BROWSER, null, NETWORK);
        scene.run(challenge);
        var code = post.lastCode(channelOf(channels).target());
        return ((Answer.Accepted) passcodes.answer(challenge, BROWSER, code, already)).who();
    }

    private Instant inADay() {
        return clock.instant().plus(Duration.ofDays(1));
    }

    private static PasscodeChannel channelOf(PasscodeChannels channels) {
        return channels.inOrder().getFirst();
    }

    private static String token(String path) {
        return path.substring(SignInLinks.PATH.length());
    }
}
