package org.imageexchange.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageexchange.ui.browser.PageSteps.actions;
import static org.imageexchange.ui.browser.PageSteps.button;
import static org.imageexchange.ui.browser.PageSteps.enter;
import static org.imageexchange.ui.browser.PageSteps.exactly;
import static org.imageexchange.ui.browser.PageSteps.heading;
import static org.imageexchange.ui.browser.PageSteps.link;
import static org.imageexchange.ui.browser.PageSteps.openLink;
import static org.imageexchange.ui.browser.PageSteps.passcode;
import static org.imageexchange.ui.browser.PageSteps.signUp;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Follows the customer's guide page by page, from the mail to the zip, as radiology, recipient and administrator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledIfSystemProperty(named = "browser.tests", matches = "skip", disabledReason = "-Dbrowser.tests=skip said so")
class GuideIT {

    private static final String RADIOLOGY = "radiology@northwick.example.org";
    private static final String RADIOLOGY_MOBILE = "+447700900101";
    private static final String ADMINISTRATOR = "admin@example.org";
    private static final String ADMINISTRATOR_MOBILE = "+447700900102";

    private static final double PATIENCE_MS = 90_000;

    private static final int LATE = Integer.MAX_VALUE - 1;

    private Chromium chromium;
    private RunningPortal portal;

    /** Signed in once: an account may ask for five passcodes an hour. */
    private Page radiology;

    /** A mailbox gets one link a minute: who signs in twice must be somebody else, or wait. */
    private Page administrator;

    /** An image that was damaged on the disk, and what it was before. */
    private Path damaged;

    private byte[] sound;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        chromium = Chromium.launch();
        portal = RunningPortal.start(data);
        radiology = chromium.desktop();
        administrator = chromium.desktop();
        signInFromTheFrontPage(radiology, RADIOLOGY, RADIOLOGY_MOBILE);
        sendWhatGetsStuck(data);
    }

    /** First of all, because some minutes of new tries pass before the last two tests can see that it is stuck. */
    private void sendWhatGetsStuck(Path folder) throws IOException {
        radiology.navigate(portal.address("/studies"));
        upload(phantom(folder, 1, 76));
        assertThat(radiology.locator(".upload-summary")).containsText("1 image");
        damaged = portal.newestObject("instances");
        sound = Files.readAllBytes(damaged);
        Files.write(damaged, damage(sound));
        send(radiology.locator("vaadin-grid vaadin-checkbox").first(), "Stan Stuck", "stan@riverbank.example.org");
        radiology.getByLabel("Mobile number").fill("07700 900308");
        sendForm("Stan Stuck");
        send(radiology.locator("vaadin-grid vaadin-checkbox").first(), "Fay Failed", "fay@riverbank.example.org");
        radiology.getByLabel("Second e-mail address").fill("fay@home.example.org");
        sendForm("Fay Failed");
    }

    private static byte[] damage(byte[] sound) {
        var damaged = sound.clone();
        damaged[damaged.length / 2] ^= 1;
        return damaged;
    }

    private static List<Path> phantom(Path folder, int slices, long seed) throws IOException {
        var phantom = new PhantomStudy(slices, seed);
        var files = new ArrayList<Path>();
        for (int slice = 0; slice < slices; slice++) {
            var bytes = new ByteArrayOutputStream();
            phantom.write(slice, bytes);
            files.add(Files.write(folder.resolve("IM" + slice), bytes.toByteArray()));
        }
        return files;
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
    void images_are_sent_and_their_recipient_collects_them() throws IOException {
        send("Mary Hughes", "mary@riverbank.example.org", "07700 900301", "Second opinion wanted, please.");

        var invitation = portal.awaitMail("mary@riverbank.example.org", 1);
        assertThat(invitation.text()).doesNotContain("PHANTOM");
        assertThat(statusOf("Mary Hughes")).containsText("New");

        var recipient = chromium.desktop();
        recipient.navigate(portal.address(invitation.link()));
        assertThat(recipient).hasURL(portal.address("/passcode"));
        assertThat(recipient.locator("main")).containsText("•••• ••• 301");
        chromium.look(recipient, "passcode");
        button(recipient, "Send passcode").click();
        assertThat(recipient.locator(".status")).containsText("We sent a passcode");
        chromium.look(recipient, "passcode-sent");

        var code = portal.awaitMail("+447700900301", 1).code();
        enter(recipient, code.equals("000000") ? "111111" : "000000");
        assertThat(recipient.locator("main")).containsText("4 more tries");
        chromium.look(recipient, "passcode-wrong");
        enter(recipient, code.substring(0, 3) + " " + code.substring(3));
        assertThat(heading(recipient, "Sign up")).isVisible();
        assertThat(recipient.getByLabel("Your name")).hasValue("Mary Hughes");
        chromium.look(recipient, "sign-up");
        recipient.navigate(portal.address("/all")); // not before
        assertThat(heading(recipient, "Sign up")).isVisible();
        recipient.getByLabel("Your name").fill("");
        button(recipient, "Continue").click();
        assertThat(recipient.locator("main")).containsText("Enter your name.");
        assertThat(recipient.locator("main")).containsText("Tick the box to accept the terms of use.");
        chromium.look(recipient, "sign-up-invalid");
        recipient.getByLabel("Your name").fill("Mary Hughes-Reid");
        signUp(recipient);
        assertThat(heading(recipient, "Home")).isVisible();
        assertThat(recipient.locator("header")).containsText("Mary Hughes-Reid");
        chromium.look(recipient, "home-of-a-recipient");

        link(recipient, Pattern.compile("^Action Required")).click();
        assertThat(heading(recipient, "Action Required")).isVisible();
        assertThat(columns(recipient))
                .isEqualTo(
                        List.of("Type", "Dir", "Date", "Patient name", "Institution", "Messages", "Status", "Actions"));
        chromium.look(recipient, "action-required");
        recipient
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Read the message")))
                .click();
        assertThat(recipient.getByText("Second opinion wanted, please.")).isVisible();
        chromium.look(recipient, "message");
        button(recipient, "Close").click();

        actions(recipient).click();
        var exactly = new Page.GetByTextOptions().setExact(true);
        assertThat(recipient.getByText("You cannot download the files to an iPad.", exactly))
                .isVisible();
        chromium.look(recipient, "actions-of-a-recipient");
        var download =
                recipient.waitForDownload(() -> link(recipient, "Download").click());
        assertThat(download.suggestedFilename()).endsWith(".zip").doesNotContainIgnoringCase("phantom");
        try (var zip = new ZipFile(download.path().toFile())) {
            var names = zip.stream().map(entry -> entry.getName()).toList();
            assertThat(names).contains("DICOMDIR", "README.TXT", "INDEX.HTM", "IMAGES/DICOMDIR");
        }

        link(recipient, "All").click();
        assertThat(status(recipient)).containsText("Complete");
        assertThat(statusOf("Mary Hughes")).containsText("Complete");
    }

    @Test
    void a_mistyped_contact_is_corrected_before_anybody_opened_the_transfer() {
        send("John Smith", "jon@riverbank.example.org", "07700 900302", "");
        var wrong = portal.awaitMail("jon@riverbank.example.org", 1);
        assertThat(status(radiology)).containsText("New");

        actions(radiology).click();
        radiology.getByText("Correct contact and resend").click();
        var email = radiology.getByLabel("E-mail address", exactly());
        email.fill("not an address");
        button(radiology, "Save and resend").click();
        assertThat(radiology.locator("vaadin-email-field[invalid]").first()).isVisible();
        chromium.look(radiology, "correct-contact");
        email.fill("john@riverbank.example.org");
        button(radiology, "Save and resend").click();

        var right = portal.awaitMail("john@riverbank.example.org", 1);
        var recipient = chromium.desktop();
        recipient.navigate(portal.address(wrong.link()));
        assertThat(heading(recipient, "This link no longer works")).isVisible();
        chromium.look(recipient, "link-ended");
        recipient.navigate(portal.address(right.link()));
        assertThat(button(recipient, "Send passcode")).isVisible();
    }

    @Test
    void what_is_withdrawn_is_not_there_any_more() {
        send("Ann Brown", "ann@riverbank.example.org", "07700 900303", "");
        var recipient = chromium.desktop();
        collect(recipient, portal.awaitMail("ann@riverbank.example.org", 1).link(), "+447700900303");
        actions(recipient).click();
        var address = link(recipient, "Download").getAttribute("href");
        assertThat(head(recipient, address).status()).isEqualTo(200);

        withdraw();

        assertThat(head(recipient, address).status()).isEqualTo(404);
        recipient.navigate(portal.address(address));
        assertThat(heading(recipient, "Page not found")).isVisible();
        chromium.look(recipient, "not-found");
    }

    @Test
    void somebody_who_is_not_signed_in_is_led_to_sign_in_and_then_to_the_download() {
        send("Jane Green", "jane@riverbank.example.org", "07700 900304", "");
        var link = portal.awaitMail("jane@riverbank.example.org", 1).link();
        assertThat(status(radiology)).containsText("New");
        actions(radiology).click();
        var address = link(radiology, "Download").getAttribute("href");
        radiology.keyboard().press("Escape");

        var recipient = chromium.desktop();
        recipient.navigate(portal.address(address));
        assertThat(recipient).hasURL(portal.address("/sign-in"));
        assertThat(recipient.getByLabel("E-mail address")).isVisible();
        recipient.navigate(portal.address(link));
        button(recipient, "Send passcode").click();
        var code = portal.awaitMail("+447700900304", 1).code();

        enter(recipient, code);
        assertThat(heading(recipient, "Sign up")).isVisible();
        assertThat(head(recipient, address).headers().get("location")).endsWith("/sign-up");
        assertThat(head(recipient, address.replace("download", "%64ownload")).status())
                .as("the same path in another spelling")
                .isNotEqualTo(200);
        var download = recipient.waitForDownload(() -> signUp(recipient));

        assertThat(download.url()).contains(address);
        assertThat(heading(recipient, "You are signed in")).isVisible();
        link(recipient, "Go to your images").click();
        assertThat(heading(recipient, "Home")).isVisible();
    }

    @Test
    void an_address_on_the_front_page_always_reads_the_same() {
        var known = answerOfTheFrontPage("fay@riverbank.example.org");
        var unknown = answerOfTheFrontPage("nobody@example.org");

        assertThat(known).isEqualTo(unknown).contains("If this address belongs to an account");
        portal.awaitMail("fay@riverbank.example.org", 1);
        assertThat(portal.sentTo("nobody@example.org")).isEmpty();
    }

    @Test
    void radiology_takes_a_folder_in_and_learns_what_was_refused(@TempDir Path folder) throws IOException {
        var files = phantom(folder, 5, 77);
        files.add(Files.writeString(folder.resolve("LETTER"), "Dear colleague, ".repeat(40)));

        radiology.navigate(portal.address("/studies"));
        assertThat(heading(radiology, "Studies")).isVisible();
        chromium.look(radiology, "studies");
        upload(files);
        assertThat(radiology.locator(".upload-summary")).containsText("5 images stored");
        assertThat(radiology.locator(".upload-results")).containsText("LETTER");
        chromium.look(radiology, "uploaded");
        upload(files.subList(0, 5));
        assertThat(radiology.locator(".upload-summary")).containsText("0 images stored, 5 here already");
    }

    @Test
    void a_zip_a_chosen_folder_and_a_dropped_folder_are_taken_in_with_all_that_is_inside(@TempDir Path folder)
            throws IOException {
        var zipped = phantom(Files.createDirectory(folder.resolve("zipped")), 2, 80);
        var zip = folder.resolve("study.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : zipped) {
                out.putNextEntry(new ZipEntry("DISC/SERIES/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
        var chosen = Files.createDirectories(folder.resolve("chosen/disc/series"));
        phantom(chosen, 3, 81);
        var dropped = Files.createDirectories(folder.resolve("dropped/disc/series"));
        phantom(dropped, 4, 82);

        radiology.navigate(portal.address("/studies"));
        upload(List.of(zip));
        assertThat(radiology.locator(".upload-summary")).containsText("2 images stored.");
        radiology.locator("input[data-chooser=folder]").setInputFiles(folder.resolve("chosen"));
        assertThat(radiology.locator(".upload-summary")).containsText("3 images stored.");
        drop(radiology.locator(".drop-zone"), folder.resolve("dropped"));
        assertThat(radiology.locator(".upload-summary")).containsText("4 images stored.");
    }

    /** As a person does it: what a script drops can't hold a folder. */
    private void drop(Locator target, Path what) {
        var at = target.boundingBox();
        var files = new JsonArray();
        files.add(what.toString());
        var data = new JsonObject();
        data.add("items", new JsonArray());
        data.add("files", files);
        data.addProperty("dragOperationsMask", 1);
        var session = radiology.context().newCDPSession(radiology);
        for (var type : List.of("dragEnter", "dragOver", "drop")) {
            var event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", at.x + at.width / 2);
            event.addProperty("y", at.y + at.height / 2);
            event.add("data", data);
            session.send("Input.dispatchDragEvent", event);
        }
        session.detach();
    }

    @Test
    void studies_of_two_patients_are_not_sent_together(@TempDir Path folder) throws IOException {
        radiology.navigate(portal.address("/studies"));
        upload(phantom(folder, 1, 78));
        assertThat(radiology.locator(".upload-summary")).containsText("1 image");

        var boxes = radiology.locator("vaadin-grid vaadin-checkbox");
        boxes.nth(0).click();
        boxes.nth(1).click();

        assertThat(radiology.locator(".chosen")).containsText("Images are sent for one patient at a time");
        assertThat(button(radiology, "Send images")).isDisabled();
    }

    @Test
    void a_form_that_is_not_filled_in_says_what_is_missing() {
        radiology.navigate(portal.address("/studies"));
        radiology.locator("vaadin-grid vaadin-checkbox").first().click();
        button(radiology, "Send images").click();
        chromium.look(radiology, "send-images");
        button(radiology, "Send").click();
        assertThat(radiology.locator(".problem-box")).isVisible();
        assertThat(radiology.getByLabel("Recipient’s name")).isFocused();
        chromium.look(radiology, "send-images-invalid");
    }

    @Test
    @Order(1) // before anything can be stuck
    void an_administrator_sees_that_nothing_is_stuck_and_no_images() {
        signInFromTheFrontPage(administrator, ADMINISTRATOR, ADMINISTRATOR_MOBILE);

        link(administrator, "Incidents").click();
        assertThat(heading(administrator, "Nothing is stuck")).isVisible();
        chromium.look(administrator, "incidents");
        link(administrator, "Disclaimers").click();
        assertThat(administrator.getByLabel("Statements"))
                .hasValue(Pattern.compile("^you are sending confidential data"));
        chromium.look(administrator, "disclaimers");
        administrator.getByLabel("Statements").fill("");
        button(administrator, "Publish").click();
        assertThat(administrator.locator("main")).containsText("Write at least one statement.");
        administrator.getByLabel("Statements").fill("you know whom you send to;\nthe hospital will know.");
        button(administrator, "Publish").click();
        assertThat(administrator.locator("main")).containsText("version 1 of this institution");
        var outbox = chromium.desktop();
        outbox.navigate(portal.address("/demo/outbox"));
        chromium.look(outbox, "demo-outbox");
        administrator.navigate(portal.address("/studies"));
        assertThat(heading(administrator, "Page not found")).isVisible();
        chromium.look(administrator, "not-there");
        administrator.navigate(portal.address("/all"));
        assertThat(administrator.locator("vaadin-grid")).containsText("No transfers yet");
    }

    @Test
    void after_five_wrong_tries_a_passcode_is_over_and_with_its_link_the_page() {
        send("Wendy Wrong", "wendy@riverbank.example.org", "07700 900311", "");
        var recipient = chromium.desktop();
        recipient.navigate(portal.address(
                portal.awaitMail("wendy@riverbank.example.org", 1).link()));
        button(recipient, "Send passcode").click();
        var wrong = portal.awaitMail("+447700900311", 1).code().equals("000000") ? "111111" : "000000";
        for (var told : List.of("4 more tries", "3 more tries", "2 more tries", "one more try", "no longer be used")) {
            enter(recipient, wrong);
            assertThat(recipient.locator("main")).containsText(told);
        }

        withdraw();
        enter(recipient, wrong);

        assertThat(heading(recipient, "Please begin again")).isVisible();
        chromium.look(recipient, "passcode-over");
    }

    @Test
    void the_way_in_needs_no_mouse() {
        send("Kay Board", "kay@riverbank.example.org", "07700 900305", "");
        var recipient = chromium.desktop();
        recipient.navigate(
                portal.address(portal.awaitMail("kay@riverbank.example.org", 1).link()));
        assertThat(button(recipient, "Send passcode")).isFocused();
        recipient.keyboard().press("Enter");
        assertThat(passcode(recipient)).isFocused();
        recipient.keyboard().type(portal.awaitMail("+447700900305", 1).code());
        recipient.keyboard().press("Enter");
        assertThat(recipient.getByLabel("Your name")).isFocused();
        recipient.keyboard().press("Tab");
        recipient.keyboard().press("Space");
        recipient.keyboard().press("Tab");
        recipient.keyboard().press("Enter");
        assertThat(heading(recipient, "Home")).isVisible();

        recipient.keyboard().press("Tab");
        assertThat(link(recipient, "Skip to main content")).isFocused();
        recipient.keyboard().press("Enter");
        assertThat(recipient.locator("main")).isFocused();

        var grid = recipient.locator("vaadin-grid:visible");
        for (int tabs = 0; !holdsFocus(grid); tabs++) {
            assertThat(tabs).as("tabs until the list").isLessThan(30);
            recipient.keyboard().press("Tab");
        }
        recipient.keyboard().press("Tab"); // from its headings to its rows
        recipient.keyboard().press("End");
        recipient.keyboard().press("Enter"); // into the cell
        assertThat(actions(recipient)).isFocused();
        recipient.keyboard().press("Enter");
        assertThat(link(recipient, "Download")).isVisible();
        recipient.keyboard().press("Tab");
        assertThat(link(recipient, "Download")).isFocused();
        var download = recipient.waitForDownload(() -> recipient.keyboard().press("Enter"));
        assertThat(download.suggestedFilename()).endsWith(".zip");
    }

    private static boolean holdsFocus(Locator element) {
        return (boolean) element.evaluate("element => element.contains(document.activeElement)");
    }

    @Test
    void on_a_phone_transfers_are_cards() {
        send("Phil Phone", "phil@riverbank.example.org", "07700 900306", "Please call me.");
        var phone = chromium.phone();
        openLink(
                portal, phone, portal.awaitMail("phil@riverbank.example.org", 1).link(), "+447700900306");
        assertThat(heading(phone, "Sign up")).isVisible();
        chromium.look(phone, "phone-sign-up");
        signUp(phone);

        assertThat(phone.locator(".transfer-card:visible")).hasCount(1);
        assertThat(phone.locator(".transfer-card:visible")).containsText("Northwick General Hospital");
        chromium.look(phone, "phone-home");
        var widest = (int) phone.evaluate("document.documentElement.scrollWidth");
        assertThat(widest).isEqualTo(390);
        actions(phone).click();
        assertThat(link(phone, "Download")).isVisible();
        chromium.look(phone, "phone-actions");
    }

    @Test
    void who_signs_out_is_signed_out() {
        send("Ollie Out", "ollie@riverbank.example.org", "07700 900307", "");
        var recipient = chromium.desktop();
        collect(recipient, portal.awaitMail("ollie@riverbank.example.org", 1).link(), "+447700900307");

        button(recipient, "Sign out").click();
        assertThat(heading(recipient, "You have signed out")).isVisible();
        chromium.look(recipient, "signed-out");

        recipient.navigate(portal.address("/"));
        assertThat(recipient).hasURL(portal.address("/sign-in"));
    }

    @Test
    void a_package_that_cannot_be_read_is_made_again(@TempDir Path folder) throws IOException {
        radiology.navigate(portal.address("/studies"));
        upload(phantom(folder, 1, 79));
        assertThat(radiology.locator(".upload-summary")).containsText("1 image");
        var image = portal.newestObject("instances");
        var whole = Files.readAllBytes(image);
        send(radiology.locator("vaadin-grid vaadin-checkbox").first(), "Dan Damage", "dan@riverbank.example.org");
        radiology.getByLabel("Mobile number").fill("07700 900309");
        sendForm("Dan Damage");
        portal.awaitMail("dan@riverbank.example.org", 1);
        assertThat(statusOf("Dan Damage")).containsText("New");
        actions(radiology).click();
        var address = link(radiology, "Download").getAttribute("href");
        var zip = portal.newestObject("packages");
        Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 1000));
        Files.write(image, damage(whole)); // so that it is not made again before it was seen missing

        radiology.navigate(portal.address(address));
        assertThat(heading(radiology, "Something went wrong")).isVisible();
        assertThat(radiology.locator("main")).containsText("tell us this number");
        chromium.look(radiology, "fault");
        radiology.navigate(portal.address(address));
        assertThat(heading(radiology, "These images are not ready")).isVisible();
        chromium.look(radiology, "not-ready");
        Files.write(image, whole);

        portal.awaitMail("dan@riverbank.example.org", 2);
        radiology.navigate(portal.address("/all"));
        only("Dan Damage");
        actions(radiology).click();
        var download =
                radiology.waitForDownload(() -> link(radiology, "Download").click());
        assertThat(Files.size(download.path())).isPositive();
    }

    @Test
    @Order(LATE)
    void what_is_stuck_shows_as_delayed_until_an_administrator_lets_it_go_on() throws IOException {
        radiology.navigate(portal.address("/all"));
        only("Stan Stuck");
        assertThat(status(radiology))
                .containsText(new String[] {"Delayed"}, new ContainsTextOptions().setTimeout(200_000));
        chromium.look(radiology, "all-with-a-delayed-row");
        link(administrator, Pattern.compile("^Incidents")).click();
        assertThat(heading(administrator, "Prepare package")).hasCount(2);
        assertThat(administrator.locator(".incident").first()).containsText("damaged");
        chromium.look(administrator, "incidents-that-are-open");

        Files.write(damaged, sound);
        retryFirst(); // the oldest is shown first, and is the one that was sent first

        assertThat(heading(administrator, "Prepare package")).hasCount(1);
        portal.awaitMail("stan@riverbank.example.org", 1);
        assertThat(statusOf("Stan Stuck")).containsText("New");
        assertThat(status(radiology)).not().containsText("Delayed");
    }

    @Test
    @Order(LATE + 1)
    void what_cannot_be_delivered_is_failed_with_its_reason_and_can_be_put_right() throws Exception {
        portal.restart("--portal.policy.second-email-as-channel=false");
        administrator = chromium.desktop();
        signInFromTheFrontPage(administrator, ADMINISTRATOR, ADMINISTRATOR_MOBILE);
        administrator.navigate(portal.address("/admin/incidents"));
        retryFirst();
        assertThat(heading(administrator, "Nothing is stuck")).isVisible();

        radiology = chromium.desktop();
        signInFromTheFrontPage(radiology, RADIOLOGY, RADIOLOGY_MOBILE);
        chromium.look(radiology, "home-of-radiology");
        radiology.setViewportSize(390, 844);
        radiology.navigate(portal.address("/studies"));
        assertThat(heading(radiology, "Studies")).isVisible();
        chromium.look(radiology, "phone-studies");
        radiology.setViewportSize(1366, 820);
        radiology.navigate(portal.address("/all"));
        assertThat(statusOf("Fay Failed")).containsText("second e-mail addresses are no longer allowed");
        actions(radiology).click();
        assertThat(radiology.getByText("Try again", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        chromium.look(radiology, "failed");
        radiology.getByText("Correct contact and resend").click();
        radiology.getByLabel("Mobile number").fill("07700 900310");
        var before = portal.sentTo("fay@riverbank.example.org").size();
        button(radiology, "Save and resend").click();

        portal.awaitMail("fay@riverbank.example.org", before + 1);
        assertThat(statusOf("Fay Failed")).containsText("New");
    }

    private void retryFirst() {
        administrator
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Retry")))
                .first()
                .click();
    }

    private void send(String name, String email, String mobile, String message) {
        send(radiology.locator("vaadin-grid vaadin-checkbox").last(), name, email);
        radiology.getByLabel("Organisation").fill("Riverbank Infirmary");
        radiology.getByLabel("Mobile number").fill(mobile);
        radiology.getByLabel("Message").fill(message);
        sendForm(name);
    }

    private void send(Locator study, String name, String email) {
        radiology.navigate(portal.address("/studies"));
        study.click();
        button(radiology, "Send images").click();
        radiology.getByLabel("Recipient’s name").fill(name);
        radiology.getByLabel("E-mail address", exactly()).fill(email);
    }

    private void sendForm(String name) {
        button(radiology, "Send").click();
        assertThat(heading(radiology, "All")).isVisible();
        only(name);
    }

    /** The one transfer in radiology's list. */
    private void withdraw() {
        actions(radiology).click();
        radiology
                .getByText("Withdraw", new Page.GetByTextOptions().setExact(true))
                .click();
        chromium.look(radiology, "withdraw");
        button(radiology, "Withdraw").click();
        assertThat(status(radiology)).containsText("Withdrawn");
    }

    private void signInFromTheFrontPage(Page page, String email, String mobile) {
        var before = portal.sentTo(email).size();
        page.navigate(portal.address("/"));
        assertThat(page).hasURL(portal.address("/sign-in"));
        page.getByLabel("E-mail address").fill(email);
        chromium.look(page, "sign-in");
        page.keyboard().press("Enter");
        assertThat(heading(page, "Check your e-mail")).isVisible();
        chromium.look(page, "check-your-mail");
        signInByLink(page, portal.awaitMail(email, before + 1).link(), mobile);
    }

    private void signInByLink(Page page, String link, String mobile) {
        openLink(portal, page, link, mobile);
        assertThat(heading(page, "Home")).isVisible();
    }

    /** Somebody's first visit. */
    private void collect(Page page, String link, String mobile) {
        openLink(portal, page, link, mobile);
        signUp(page);
        assertThat(heading(page, "Home")).isVisible();
    }

    private String answerOfTheFrontPage(String email) {
        var page = chromium.desktop();
        page.navigate(portal.address("/sign-in"));
        page.getByLabel("E-mail address").fill(email);
        button(page, "Send me a sign-in link").click();
        assertThat(heading(page, "Check your e-mail")).isVisible();
        return page.locator("main").innerText();
    }

    private void upload(List<Path> files) {
        radiology.locator("input[data-chooser=files]").setInputFiles(files.toArray(Path[]::new));
    }

    /** The headings of the columns that are seen, from left to right. */
    private static Object columns(Page page) {
        page.locator("vaadin-grid-cell-content:visible")
                .getByText("Actions", new Locator.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
        // The heading's text is not inside its cell: the cell has a slot for it.
        return page.getByRole(AriaRole.COLUMNHEADER)
                .evaluateAll("cells => cells.map(cell => cell.querySelector('slot').assignedNodes({flatten: true})"
                        + ".map(node => node.textContent).join('').trim())");
    }

    /** Leaves one row in radiology's list: the one that went to somebody. */
    private Locator statusOf(String recipient) {
        only(recipient);
        return status(radiology);
    }

    private void only(String recipient) {
        radiology.getByLabel("Filter").fill(recipient);
        assertThat(radiology.locator(".two-lines:visible")).containsText(new String[] {"to " + recipient});
        assertThat(status(radiology)).hasCount(1);
    }

    private static Locator status(Page page) {
        return page.locator("vaadin-grid .status-cell:visible");
    }

    private APIResponse head(Page page, String address) {
        return page.context()
                .request()
                .head(portal.address(address), RequestOptions.create().setMaxRedirects(0));
    }
}
