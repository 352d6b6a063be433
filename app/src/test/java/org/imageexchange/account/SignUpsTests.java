package org.imageexchange.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.SignUps.Done;
import org.imageexchange.account.SignUps.Invalid;
import org.imageexchange.account.SignUps.SignedUp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

@DatabaseTest
@Import({SignUps.class, Accounts.class, Institutions.class, MovedClock.class, SignUpsTests.Announced.class})
class SignUpsTests {

    static class Announced {

        private final List<SignedUp> events = new ArrayList<>();

        @EventListener
        void on(SignedUp event) {
            events.add(event);
        }
    }

    @Autowired
    private SignUps signUps;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Institutions institutions;

    @Autowired
    private Announced announced;

    @Test
    void somebody_who_was_sent_images_signs_up_once_under_the_name_that_they_confirm() {
        var person = somebody("Morag Ried");
        assertThat(signUps.isDue(person)).isTrue();
        assertThat(signUps.name(person)).isEqualTo("Morag Ried");

        assertThat(signUps.signUp(person, "  Morag \u202e Reid ", true)).isEqualTo(new Done("Morag Reid"));

        assertThat(signUps.isDue(person)).isFalse();
        assertThat(accounts.require(person.account()).name()).isEqualTo("Morag Reid");
        assertThat(signUps.signUp(person, "Somebody Else", true)).isEqualTo(new Done("Morag Reid"));
        assertThat(announced.events)
                .filteredOn(event -> event.account().equals(person.account()))
                .hasSize(1);
    }

    @Test
    void each_field_says_what_is_wrong_with_it() {
        var person = somebody("Morag Reid");

        assertThat(signUps.signUp(person, " ", false))
                .isEqualTo(new Invalid("Enter your name.", "Tick the box to accept the terms of use."));
        assertThat(signUps.signUp(person, "x".repeat(201), true))
                .isEqualTo(new Invalid("Shorten the name to 200 characters.", ""));
        assertThat(signUps.isDue(person)).isTrue();
    }

    @Test
    void staff_need_not_sign_up() {
        var institution = institutions.add("Hospital " + UUID.randomUUID(), ZoneId.of("Europe/London"), "");
        var email = new EmailAddress("s-" + UUID.randomUUID() + "@example.org");
        var own = new PasscodeChannels(new MobileNumber("+447700900101"), null);
        var id = accounts.addStaff(email, "Staff", institution, Set.of(Role.RADIOLOGY), own);

        assertThat(signUps.isDue(new SignedIn(id, "Staff", email, institution, Set.of(Role.RADIOLOGY), Set.of())))
                .isFalse();
    }

    private SignedIn somebody(String name) {
        var email = new EmailAddress("p-" + UUID.randomUUID() + "@example.org");
        var id = accounts.enrol(email, name, "", PasscodeChannels.NONE);
        return new SignedIn(id, name, email, null, Set.of(), Set.of());
    }
}
