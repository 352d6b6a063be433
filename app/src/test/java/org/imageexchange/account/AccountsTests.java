package org.imageexchange.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;

@DatabaseTest
@Import({Accounts.class, Institutions.class, MovedClock.class})
class AccountsTests {

    private static final PasscodeChannel OWN = sms("+447700900101");
    private static final PasscodeChannel NAMED = sms("+447700900155");

    @Autowired
    private Accounts accounts;

    @Autowired
    private Institutions institutions;

    @Autowired
    private MovedClock clock;

    @Test
    void somebody_new_gets_an_account_without_channels_of_their_own() {
        var email = anAddress();

        var id = accounts.enrol(email, "Morag Reid", "Reid & Sons", named("+447700900155"));

        var account = accounts.require(id);
        assertThat(account.email()).isEqualTo(email);
        assertThat(account.name()).isEqualTo("Morag Reid");
        assertThat(account.organisation()).isEqualTo("Reid & Sons");
        assertThat(account.own()).isEqualTo(PasscodeChannels.NONE);
        assertThat(account.roles()).isEmpty();
        assertThat(account.institution()).isNull();
        assertThat(accounts.find(email)).contains(account);
    }

    @Test
    void nobody_changes_another_persons_account_by_sending_to_it() {
        var email = anAddress();
        var first = accounts.require(accounts.enrol(email, "Morag Reid", "Reid & Sons", named("+447700900155")));

        var again = accounts.enrol(email, "Somebody Else", "Elsewhere", named("+447700900166"));

        assertThat(accounts.require(again)).isEqualTo(first);
    }

    @Test
    void two_spellings_of_a_mailbox_are_one_account() {
        var id = UUID.randomUUID();
        var first = accounts.enrol(new EmailAddress("m.reid-" + id + "@example.org"), "M", "", PasscodeChannels.NONE);

        var second = accounts.enrol(new EmailAddress(" M.Reid-" + id + "@EXAMPLE.org"), "M", "", PasscodeChannels.NONE);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_member_of_staff_keeps_roles_and_channels_when_somebody_sends_to_them() {
        var email = anAddress();
        var institution = institutions.add("Northwick " + UUID.randomUUID(), ZoneId.of("Europe/London"), "Ext. 1");
        var staff = accounts.addStaff(
                email, "Radiology", institution, EnumSet.of(Role.RADIOLOGY), new PasscodeChannels(mobile(OWN), null));

        accounts.enrol(email, "Stranger", "Nowhere", named("+447700900155"));

        var account = accounts.require(staff);
        assertThat(account.roles()).containsExactly(Role.RADIOLOGY);
        assertThat(account.institution()).isEqualTo(institution);
        assertThat(account.own().inOrder()).containsExactly(OWN);
        assertThat(accounts.channelsOf(staff)).containsExactly(OWN, NAMED);
    }

    @Test
    void named_channels_are_offered_newest_first_and_once_each() {
        var email = anAddress();
        accounts.enrol(email, "Morag", "", named("+447700900155"));
        clock.advance(Duration.ofMinutes(1));
        accounts.enrol(email, "Morag", "", named("+447700900166"));
        clock.advance(Duration.ofMinutes(1));

        var id = accounts.enrol(email, "Morag", "", named("+447700900155"));

        assertThat(accounts.channelsOf(id)).containsExactly(sms("+447700900155"), sms("+447700900166"));
    }

    @Test
    void the_second_mailbox_must_not_be_the_first() {
        var email = anAddress();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.enrol(email, "Morag", "", new PasscodeChannels(null, email)))
                .withMessageNotContaining("example.org");
        assertThat(accounts.find(email)).isEmpty();
    }

    @Test
    void two_senders_who_name_a_new_person_in_the_same_moment_get_one_account() throws Exception {
        var email = anAddress();
        var together = new CyclicBarrier(8);
        Callable<AccountId> enrol = () -> {
            together.await();
            return accounts.enrol(email, "Morag", "", named("+447700900155"));
        };

        try (var senders = Executors.newFixedThreadPool(8)) {
            var ids = senders
                    .invokeAll(IntStream.range(0, 8).mapToObj(i -> enrol).toList())
                    .stream()
                    .map(Future::resultNow)
                    .distinct();

            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void a_mailbox_belongs_to_one_member_of_staff() {
        var email = anAddress();
        var institution = institutions.add("Riverbank " + UUID.randomUUID(), ZoneId.of("Europe/London"), "Ext. 2");
        accounts.addStaff(email, "One", institution, Set.of(Role.RADIOLOGY), PasscodeChannels.NONE);

        assertThatThrownBy(() -> accounts.addStaff(email, "Two", institution, Set.of(), PasscodeChannels.NONE))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void an_account_that_does_not_exist_is_a_bug() {
        assertThatIllegalStateException().isThrownBy(() -> accounts.require(AccountId.random()));
    }

    @Test
    void an_institution_is_found_by_its_name() {
        var name = "Northwick " + UUID.randomUUID();
        var id = institutions.add(name, ZoneId.of("Europe/London"), "Radiology desk, extension 4100");

        assertThat(institutions.find(name)).contains(institutions.require(id));
        assertThat(institutions.require(id).zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(institutions.find("Nowhere")).isEmpty();
    }

    private static EmailAddress anAddress() {
        return new EmailAddress("somebody-" + UUID.randomUUID() + "@example.org");
    }

    private static PasscodeChannel sms(String number) {
        return new PasscodeChannel.Sms(new MobileNumber(number));
    }

    private static MobileNumber mobile(PasscodeChannel channel) {
        return new MobileNumber(channel.target());
    }

    private static PasscodeChannels named(String number) {
        return new PasscodeChannels(new MobileNumber(number), null);
    }
}
