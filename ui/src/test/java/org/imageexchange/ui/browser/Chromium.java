package org.imageexchange.ui.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium, pages in it, and what every page must be: accessible, and worth a picture. */
final class Chromium implements AutoCloseable {

    private static final int PATIENCE_MS = 90_000;
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final AtomicInteger pictures = new AtomicInteger();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Fails where there is none: whoever can do without says {@code -Dbrowser.tests=skip}. */
    static Chromium launch() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    private static Path executable() {
        var named = System.getenv("PORTAL_CHROMIUM");
        return Stream.of(
                        named == null ? "" : named,
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The browser tests need Chromium. Install it (on Debian: apt-get install chromium), name it in "
                                + "PORTAL_CHROMIUM, or leave these tests out by -Dbrowser.tests=skip"));
    }

    Page desktop() {
        return open(new Browser.NewContextOptions().setViewportSize(1366, 820));
    }

    Page phone() {
        return open(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true)
                .setDeviceScaleFactor(2));
    }

    private Page open(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setLocale("en-GB").setTimezoneId("Europe/London"));
        context.setDefaultTimeout(PATIENCE_MS);
        return context.newPage();
    }

    /** Every page of the portal passes here: nothing of ours is left out, and no rule is switched off. */
    void look(Page page, String name) {
        page.locator("h1:visible").first().waitFor(); // a page is there when its heading is
        page.evaluate(
                "() => Promise.all(document.getAnimations()"
                        + ".filter(a => a.effect?.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => null)))");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("%02d-%s.png".formatted(pictures.incrementAndGet(), name))));
        var violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream().map(v -> v.getId() + ": " + v.getHelp() + " " + v.getNodes()))
                .as("axe on " + name)
                .isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
