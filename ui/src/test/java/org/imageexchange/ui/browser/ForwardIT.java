package org.imageexchange.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageexchange.ui.browser.PageSteps.actions;
import static org.imageexchange.ui.browser.PageSteps.button;
import static org.imageexchange.ui.browser.PageSteps.enter;
import static org.imageexchange.ui.browser.PageSteps.exactly;
import static org.imageexchange.ui.browser.PageSteps.heading;
import static org.imageexchange.ui.browser.PageSteps.openLink;
import static org.imageexchange.ui.browser.PageSteps.signUp;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Follows chapter 4 of the customer's guide: a recipient forwards what they received. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledIfSystemProperty(named = "browser.tests", matches = "skip", disabledReason = "-Dbrowser.tests=skip said so")
class ForwardIT {

    private static final String RADIOLOGY = "radiology@northwick.example.org";
    private static final double PATIENCE_MS = 90_000;

    private Chromium chromium;
    private RunningPortal portal;
    private Page radiology;
    private Page clinician;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = Chromium.launch();
        portal = RunningPortal.start(data);
        radiology = chromium.desktop();
        radiology.navigate(portal.address("/sign-in"));
        radiology.getByLabel("E-mail address").fill(RADIOLOGY);
        radiology.keyboard().press("Enter");
        openLink(portal, radiology, portal.awaitMail(RADIOLOGY, 1).link(), "+447700900101");
        assertThat(heading(radiology, "Home")).isVisible();

        radiology.navigate(portal.address("/studies"));
        radiology.locator("vaadin-grid vaadin-checkbox").last().click();
        button(radiology, "Send images").click();
        radiology.getByLabel("Recipient’s name").fill("Dr Clare Reid");
        radiology.getByLabel("E-mail address", exactly()).fill("clare@riverbank.example.org");
        radiology.getByLabel("Organisation").fill("Riverbank Infirmary");
        radiology.getByLabel("Mobile number").fill("07700 900501");
        button(radiology, "Send").click();
        clinician = chromium.desktop();
        openLink(
                portal,
                clinician,
                portal.awaitMail("clare@riverbank.example.org", 1).link(),
                "+447700900501");
        signUp(clinician);
        assertThat(heading(clinician, "Home")).isVisible();
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (portal != null) {
            portal.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    @Order(1)
    void images_are_forwarded_as_the_guide_says() {
        actions(clinician).click();
        assertThat(clinician.locator("vaadin-popover")).containsText("3 of three forwards are left");
        chromium.look(clinician, "menu-with-forward");
        entry(clinician, "Forward").click();
        assertThat(current(clinician)).hasText("Choose destination");
        chromium.look(clinician, "forward-1");
        next(clinician);
        assertThat(dialog(clinician)).containsText("E-mail address");
        assertThat(dialog(clinician).locator("[invalid]").first()).isVisible();
        chromium.look(clinician, "forward-1-invalid");
        email(clinician).fill("clare@riverbank.example.org");
        next(clinician);
        assertThat(dialog(clinician)).containsText("This is your own address.");
        email(clinician).fill("sol@lawyers.example.org");
        next(clinician);

        assertThat(dialog(clinician)).containsText("Tell us who sol@lawyers.example.org is");
        assertThat(current(clinician)).hasText("Choose destination");
        chromium.look(clinician, "forward-create-recipient");
        next(clinician);
        chromium.look(clinician, "forward-create-recipient-invalid");
        field(clinician, "Name").fill("Sol Icitor");
        field(clinician, "Contact phone number").fill("020 7946 0200");
        field(clinician, "Address").fill("1 High Street, Northwick");
        field(clinician, "Another e-mail address").fill("SOL@lawyers.example.org");
        next(clinician);
        assertThat(dialog(clinician)).containsText("Enter another address than the first");
        field(clinician, "Another e-mail address").fill("sol@home.example.org");
        field(clinician, "Mobile number").fill("07700 900502");
        next(clinician);

        assertThat(current(clinician)).hasText("Additional info");
        chromium.look(clinician, "forward-2");
        choose(clinician, "Reason for sharing", "Legal proceedings");
        field(clinician, "Reference").fill("C-17");
        next(clinician);
        assertThat(current(clinician)).hasText("Messages");
        chromium.look(clinician, "forward-3");
        field(clinician, "Message to the recipient").fill("As agreed on the phone.");
        button(clinician, "Previous").click();
        assertThat(current(clinician)).hasText("Additional info");
        assertThat(field(clinician, "Reference")).hasValue("C-17");
        next(clinician);
        assertThat(field(clinician, "Message to the recipient")).hasValue("As agreed on the phone.");
        next(clinician);

        assertThat(current(clinician)).hasText("Retention");
        assertThat(dialog(clinician)).containsText("PHANTOM");
        assertThat(dialog(clinician)).containsText("By approving this transfer you acknowledge that:");
        assertThat(dialog(clinician))
                .containsText("you are sending confidential data for the patient listed to selected recipient;");
        assertThat(dialog(clinician)).containsText("you confirm that the details of the recipient are correct;");
        assertThat(dialog(clinician)).containsText("the originating hospital will be aware of this action.");
        assertThat(dialog(clinician))
                .containsText(
                        Pattern.compile("This package will be available for download to the selected recipient until"
                                + " \\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d"));
        assertThat(button(clinician, "Finish")).isDisabled();
        chromium.look(clinician, "forward-4");
        var before = dialog(clinician).locator(".note").textContent();
        field(clinician, "Days until").fill("2");
        assertThat(dialog(clinician).locator(".note")).not().hasText(before);
        clinician.getByLabel("I acknowledge this and approve the transfer").click();
        assertThat(button(clinician, "Finish")).isEnabled();
        chromium.look(clinician, "forward-4-approved");
        button(clinician, "Finish").click();

        assertThat(clinician.getByText("The images are forwarded.", new Page.GetByTextOptions().setExact(false)))
                .isVisible();
        assertThat(clinician.locator(".two-lines:visible").filter(has("to Sol Icitor")))
                .hasCount(1);
        chromium.look(clinician, "home-after-forward");
    }

    @Test
    @Order(2)
    void the_new_recipient_downloads_but_cannot_forward() throws IOException {
        var invitation = portal.awaitMail("sol@lawyers.example.org", 1);
        assertThat(invitation.text()).contains("Dr Clare Reid has forwarded").doesNotContain("PHANTOM");
        var phone = chromium.phone();
        openLink(portal, phone, invitation.link(), "+447700900502");
        assertThat(heading(phone, "Sign up")).isVisible(); // and there it is put away
        var solicitor = chromium.desktop();
        solicitor.navigate(portal.address(invitation.link()));
        solicitor.getByLabel(Pattern.compile("^second e-mail address")).click();
        button(solicitor, "Send passcode").click();
        enter(solicitor, portal.awaitMail("sol@home.example.org", 1).code());
        assertThat(solicitor.getByLabel("Your name")).hasValue("Sol Icitor");
        signUp(solicitor);
        assertThat(heading(solicitor, "Home")).isVisible();
        phone.reload();
        assertThat(heading(phone, "Home")).isVisible();
        assertThat(solicitor.locator("vaadin-grid")).containsText("forwarded by Dr Clare Reid");

        actions(solicitor).click();
        assertThat(entry(solicitor, "Forward")).hasCount(0);
        chromium.look(solicitor, "actions-of-a-new-recipient");
        var download = solicitor.waitForDownload(() -> solicitor
                .getByRole(
                        AriaRole.LINK,
                        new GetByRoleOptions().setName("Download").setExact(true))
                .click());
        assertThat(Files.size(download.path())).isPositive();
    }

    @Test
    @Order(3)
    void the_hospital_sees_it_and_is_told() {
        var mail = portal.awaitMail(RADIOLOGY, 2);
        assertThat(mail.text()).contains("were forwarded by their recipient").doesNotContain("PHANTOM", "Sol", "Clare");
        radiology.navigate(portal.address("/all"));
        radiology.getByLabel("Filter").fill("Sol Icitor");
        assertThat(radiology.locator(".two-lines:visible")).hasCount(1);
        assertThat(radiology.locator(".two-lines:visible")).containsText("forwarded by Dr Clare Reid");
        assertThat(radiology.locator("vaadin-grid .status-cell:visible")).containsText("Complete");
        actions(radiology).click();
        entry(radiology, "See who has the images").click();
        assertThat(dialog(radiology)).containsText("Dr Clare Reid, Riverbank Infirmary");
        assertThat(dialog(radiology)).containsText("Sol Icitor");
        assertThat(dialog(radiology)).containsText("Opened");
        assertThat(dialog(radiology)).containsText("Reason: Legal proceedings, reference C-17");
        chromium.look(radiology, "custody");
        button(radiology, "Close").click();
    }

    @Test
    @Order(4)
    void whoever_closes_the_wizard_comes_back_to_the_same_step() {
        forward(clinician);
        email(clinician).fill("ann@lawyers.example.org");
        next(clinician);
        field(clinician, "Name").fill("Ann Other");
        clinician.keyboard().press("Escape");
        assertThat(dialog(clinician)).hasCount(0);

        clinician.reload();
        received(clinician).click();
        chromium.look(clinician, "menu-with-a-wizard-that-waits");
        entry(clinician, "Continue to forward").click();

        assertThat(dialog(clinician)).containsText("Tell us who ann@lawyers.example.org is");
        assertThat(field(clinician, "Name")).hasValue("Ann Other");
        button(clinician, "Cancel").click();
        assertThat(dialog(clinician)).hasCount(0);
    }

    @Test
    @Order(5)
    void somebody_who_was_sent_to_is_offered_while_typing_on_a_phone_and_by_the_keyboard_alone() {
        var phone = chromium.phone();
        phone.context().addCookies(clinician.context().cookies()); // the same session in another size
        phone.navigate(portal.address("/"));
        assertThat(heading(phone, "Home")).isVisible();
        forward(phone);
        chromium.look(phone, "phone-forward-1");
        email(phone).pressSequentially("sol");
        phone.getByRole(AriaRole.OPTION).first().waitFor();
        chromium.look(phone, "phone-forward-suggestion");
        phone.keyboard().press("ArrowDown");
        phone.keyboard().press("Enter");
        assertThat(dialog(phone)).containsText("You know Sol Icitor");
        next(phone);
        assertThat(current(phone)).hasText("Additional info");
        chromium.look(phone, "phone-forward-2");
        var widest = (int) phone.evaluate("document.documentElement.scrollWidth");
        assertThat(widest).isEqualTo(390);
        choose(phone, "Reason for sharing", "Other");
        next(phone);
        next(phone);
        assertThat(current(phone)).hasText("Retention");
        chromium.look(phone, "phone-forward-4");
        phone.getByLabel("I acknowledge this and approve the transfer").focus();
        phone.keyboard().press("Space");
        assertThat(button(phone, "Finish")).isEnabled();
        button(phone, "Finish").focus();
        phone.keyboard().press("Enter");
        assertThat(dialog(phone)).hasCount(0);
        portal.awaitMail("sol@lawyers.example.org", 2);
    }

    @Test
    @Order(6)
    void of_two_windows_on_one_step_the_second_is_told_and_what_is_withdrawn_ends_a_wizard() {
        clinician.reload();
        forward(clinician);
        var other = clinician.context().newPage();
        other.navigate(portal.address("/"));
        received(other).click();
        entry(other, "Continue to forward").click();
        email(other).fill("ben@lawyers.example.org");
        next(other);
        assertThat(dialog(other)).containsText("Tell us who ben@lawyers.example.org is");

        email(clinician).fill("eve@lawyers.example.org");
        next(clinician);
        assertThat(dialog(clinician)).containsText("This step was done in another window.");
        assertThat(dialog(clinician)).containsText("Tell us who ben@lawyers.example.org is");
        chromium.look(clinician, "forward-done-elsewhere");
        other.close();

        radiology.navigate(portal.address("/all"));
        assertThat(actions(radiology)).hasCount(3);
        received(radiology).click();
        entry(radiology, "Withdraw").click();
        button(radiology, "Withdraw").click();
        assertThat(radiology.locator("vaadin-grid .status-cell:visible").filter(has("Withdrawn")))
                .hasCount(3);
        field(clinician, "Name").fill("Ben");
        field(clinician, "Contact phone number").fill("020 7946 0200");
        field(clinician, "Address").fill("1 High Street");
        field(clinician, "Mobile number").fill("07700 900503");
        next(clinician);
        assertThat(dialog(clinician)).containsText("The hospital has withdrawn these images.");
        chromium.look(clinician, "forward-refused");
        button(clinician, "Close").click();
    }

    private void forward(Page page) {
        received(page).click();
        entry(page, "Forward").click();
        assertThat(current(page)).hasText("Choose destination");
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator dialog(Page page) {
        return page.getByRole(AriaRole.DIALOG, new GetByRoleOptions().setName(Pattern.compile("^(Forward|Who has)")));
    }

    /** The step that the wizard says it is at. */
    private static Locator current(Page page) {
        return dialog(page).locator("[aria-current=step]");
    }

    private static Locator email(Page page) {
        return field(page, "E-mail address");
    }

    private static Locator field(Page page, String label) {
        return dialog(page).getByLabel(Pattern.compile("^" + label)).first();
    }

    private static void choose(Page page, String label, String option) {
        field(page, label).click();
        page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(option).setExact(true))
                .click();
    }

    private static void next(Page page) {
        button(page, "Next").click();
    }

    private static Locator entry(Page page, String text) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(text).setExact(true));
    }

    /** The menu of the row that is older than those of its forwards. */
    private static Locator received(Page page) {
        return actions(page).last();
    }
}
