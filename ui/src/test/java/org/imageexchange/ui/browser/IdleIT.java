package org.imageexchange.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who walks away from an open page. */
@DisabledIfSystemProperty(named = "browser.tests", matches = "skip", disabledReason = "-Dbrowser.tests=skip said so")
class IdleIT {

    private static final double PATIENCE_MS = 90_000;

    @Test
    void an_idle_session_is_warned_may_stay_and_ends_when_nobody_answers(@TempDir Path data)
            throws IOException, InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        try (var chromium = Chromium.launch();
                var portal = RunningPortal.start(data, "--portal.policy.session-idle=40s")) {
            var page = chromium.desktop();
            page.navigate(portal.address("/sign-in"));
            page.getByLabel("E-mail address").fill("admin@example.org");
            page.keyboard().press("Enter");
            page.navigate(
                    portal.address(portal.awaitMail("admin@example.org", 1).link()));
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Send passcode"))
                    .click();
            page.getByLabel("Passcode")
                    .fill(portal.awaitMail("+447700900102", 1).code());
            page.keyboard().press("Enter");
            var home = page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Home"));
            assertThat(home).isVisible();

            var question = page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("Are you still there?"));
            assertThat(question).isVisible();
            chromium.look(page, "idle-warning");
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Stay signed in"))
                    .click();
            assertThat(question).isHidden();
            assertThat(home).isVisible();

            assertThat(question).isVisible();
            assertThat(page).hasURL(portal.address("/session-ended"));
            chromium.look(page, "session-ended");
            page.navigate(portal.address("/all"));
            assertThat(page).hasURL(portal.address("/sign-in"));
        }
    }
}
