package org.imageexchange.ui.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Set;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.Studies;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.imageexchange.imaging.intake.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** Two institutions, two accounts and one synthetic study, unless the database serves somebody already. */
@Component
@ConditionalOnBooleanProperty("portal.demo")
class DemoSeed implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoSeed.class);

    private static final String SENDING = "Northwick General Hospital";
    private static final String OTHER = "Riverbank Infirmary";
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final EmailAddress RADIOLOGY = new EmailAddress("radiology@northwick.example.org");
    private static final EmailAddress ADMINISTRATOR = new EmailAddress("admin@example.org");
    private static final int SLICES = 40;

    private final Institutions institutions;
    private final Accounts accounts;
    private final Studies studies;
    private final Intake intake;
    private final String address;

    DemoSeed(
            Institutions institutions,
            Accounts accounts,
            Studies studies,
            Intake intake,
            @Value("${portal.base-url}") String address) {
        this.institutions = institutions;
        this.accounts = accounts;
        this.studies = studies;
        this.intake = intake;
        this.address = address;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var ours = Set.of(SENDING, OTHER);
        if (institutions.all().stream().allMatch(known -> ours.contains(known.name()))) {
            seed();
        }
        welcome();
    }

    /** Each part looks for itself: a start that was cut short is made good by the next. */
    private void seed() throws IOException {
        var northwick = institution(SENDING, "Radiology, 020 7946 0101");
        institution(OTHER, "Switchboard, 020 7946 0102");
        var mobile = new PasscodeChannels(new MobileNumber("+447700900101"), null);
        var radiology = account(RADIOLOGY, "Northwick Radiology", northwick, Role.RADIOLOGY, mobile);
        var other = new PasscodeChannels(new MobileNumber("+447700900102"), null);
        account(ADMINISTRATOR, "Alex Morgan", northwick, Role.ADMINISTRATOR, other);

        var person =
                new SignedIn(radiology, "Northwick Radiology", RADIOLOGY, northwick, Set.of(Role.RADIOLOGY), Set.of());
        if (studies.list(person, "", 0, 1).isEmpty()) {
            takeStudyIn(person);
        }
    }

    /** What a newcomer needs next; the two addresses are the demonstration's own and nobody's mailbox. */
    private void welcome() {
        LOG.info("""
                The portal is ready.

                  Open      {}
                  Sign in   {}  radiology: uploads studies and sends them
                            {}               administrator: watches the processes
                  Mails     {}/demo/outbox  sign-in links, invitations and passcodes
                """, address, RADIOLOGY.value(), ADMINISTRATOR.value(), address);
    }

    private InstitutionId institution(String name, String contact) {
        return institutions.find(name).map(found -> found.id()).orElseGet(() -> institutions.add(name, ZONE, contact));
    }

    private AccountId account(
            EmailAddress email, String name, InstitutionId institution, Role role, PasscodeChannels own) {
        return accounts.find(email)
                .map(found -> found.id())
                .orElseGet(() -> accounts.addStaff(email, name, institution, Set.of(role), own));
    }

    private void takeStudyIn(SignedIn person) throws IOException {
        var phantom = new PhantomStudy(SLICES, 1);
        for (var slice = 0; slice < SLICES; slice++) {
            var object = new ByteArrayOutputStream();
            phantom.write(slice, object);
            intake.take(person, "slice " + slice, new ByteArrayInputStream(object.toByteArray()));
        }
        LOG.info("The demonstration begins with one synthetic study of {} images", SLICES);
    }
}
