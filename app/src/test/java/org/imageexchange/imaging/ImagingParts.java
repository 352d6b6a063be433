package org.imageexchange.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.MovedClock;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.intake.Intake;
import org.imageexchange.imaging.intake.IntakeResult;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.TestVault;
import org.imageexchange.imaging.store.Vault;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** People, policies and images for a test, with the objects in memory. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan(
        basePackages = {"org.imageexchange.account", "org.imageexchange.policy", "org.imageexchange.imaging"},
        excludeFilters = {
            @ComponentScan.Filter({TestConfiguration.class, TestComponent.class}),
            @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.store\\..*")
        })
@Import({MovedClock.class, ImagingParts.Hospital.class})
public class ImagingParts {

    @Bean
    InMemoryObjectStore objectStore() {
        return new InMemoryObjectStore();
    }

    @Bean
    Vault vault(InMemoryObjectStore store) {
        return TestVault.over(store);
    }

    /** Makes institutions, their staff, and studies. */
    public static class Hospital {

        private final Institutions institutions;
        private final Accounts accounts;
        private final Intake intake;
        private int phones = 100_000;

        Hospital(Institutions institutions, Accounts accounts, Intake intake) {
            this.institutions = institutions;
            this.accounts = accounts;
            this.intake = intake;
        }

        public InstitutionId institution() {
            return institutions.add("Hospital " + UUID.randomUUID(), ZoneId.of("Europe/London"), "radiology desk");
        }

        public SignedIn radiologist() {
            return radiologist(institution());
        }

        public SignedIn radiologist(InstitutionId at) {
            return staff(at, Role.RADIOLOGY);
        }

        public SignedIn administrator(InstitutionId at) {
            return staff(at, Role.ADMINISTRATOR);
        }

        private SignedIn staff(InstitutionId at, Role role) {
            var mobile = mobile();
            var email = email();
            var id = accounts.addStaff(email, "Staff", at, Set.of(role), new PasscodeChannels(mobile, null));
            return new SignedIn(id, "Staff", email, at, Set.of(role), Set.of(new PasscodeChannel.Sms(mobile)));
        }

        /** Somebody outside, who has proven what is given. */
        public SignedIn person(PasscodeChannel... proven) {
            return person(email(), proven);
        }

        public SignedIn person(EmailAddress email, PasscodeChannel... proven) {
            var id = accounts.enrol(email, "Person", "", PasscodeChannels.NONE);
            return new SignedIn(id, "Person", email, null, Set.of(), Set.of(proven));
        }

        public EmailAddress email() {
            return new EmailAddress("p-" + UUID.randomUUID() + "@example.org");
        }

        /** One that nobody else in the test has. */
        public synchronized MobileNumber mobile() {
            return new MobileNumber("+447700" + phones++);
        }

        /** Takes objects in and returns their studies, in the objects' order. */
        public List<StudyId> receive(SignedIn by, TestObject... objects) {
            var studies = new ArrayList<StudyId>();
            for (var object : objects) {
                if (take(by, object) instanceof IntakeResult.Stored stored) {
                    studies.add(stored.study());
                } else {
                    throw new IllegalStateException("Not stored");
                }
            }
            return studies;
        }

        public IntakeResult take(SignedIn by, TestObject object) {
            try {
                return intake.take(by, "object", object.stream()).getFirst();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
