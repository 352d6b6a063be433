package org.imageexchange.ui.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** What people look for on a page, and what they do on several. */
final class PageSteps {

    private PageSteps() {}

    static Locator heading(Page page, String text) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(text).setExact(true));
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Page page, Pattern name) {
        return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name));
    }

    static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    /** The menus of the rows in the list. */
    static Locator actions(Page page) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Actions for")));
    }

    static Locator passcode(Page page) {
        return page.getByLabel("Passcode", exactly());
    }

    static void enter(Page page, String code) {
        passcode(page).fill(code);
        button(page, "Sign in").click();
    }

    /** Opens a mailed link and proves the mobile. */
    static void openLink(RunningPortal portal, Page page, String link, String mobile) {
        var before = portal.sentTo(mobile).size();
        page.navigate(portal.address(link));
        button(page, "Send passcode").click();
        enter(page, portal.awaitMail(mobile, before + 1).code());
    }

    /** What the first visit asks for. */
    static void signUp(Page page) {
        page.getByLabel("I accept the terms of use").click();
        button(page, "Continue").click();
    }
}
