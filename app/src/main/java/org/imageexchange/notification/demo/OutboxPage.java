package org.imageexchange.notification.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.PortalAddress;
import org.springframework.web.util.HtmlUtils;

/** The outbox as a page without scripts. */
class OutboxPage {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss", Locale.UK);

    private final Pattern link;

    OutboxPage(PortalAddress portal) {
        // Only the portal's own links, in the form they have after escaping.
        this.link = Pattern.compile(Pattern.quote(HtmlUtils.htmlEscape(portal.of("/"))) + "[A-Za-z0-9_/?=-]*");
    }

    String of(List<DemoMessage.Shown> messages) {
        var page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Demo outbox | Image Exchange Portal</title>
                <link rel="stylesheet" href="/portal.css">
                </head>
                <body class="outbox">
                <main>
                <h1>Demo outbox</h1>
                <p>The portal runs as a demonstration. These e-mails and text messages were not sent: they wait here, the newest first.</p>
                <p><a href="/demo/outbox">Look for new messages</a></p>
                """);
        if (messages.isEmpty()) {
            page.append("<p>There are no messages yet.</p>\n");
        }
        messages.forEach(message -> page.append(article(message)));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private String article(DemoMessage.Shown message) {
        var heading = message.channel() == Channel.SMS
                ? "Text message"
                : Objects.requireNonNullElse(message.subject(), "E-mail without a subject");
        var sentAt = message.sentAt();
        return """
                <article aria-labelledby="message-%1$d">
                <h2 id="message-%1$d">%2$s</h2>
                <dl>
                <dt>To</dt><dd>%3$s</dd>
                <dt>Sent</dt><dd><time datetime="%4$s">%5$s</time></dd>
                </dl>
                %6$s
                </article>
                """.formatted(
                        message.id(),
                        HtmlUtils.htmlEscape(heading),
                        HtmlUtils.htmlEscape(message.to()),
                        sentAt,
                        SECOND.format(sentAt.atZone(ZoneId.systemDefault())),
                        paragraphs(message.text()));
    }

    private String paragraphs(String text) {
        var escaped = HtmlUtils.htmlEscape(text.strip());
        var linked = link.matcher(escaped).replaceAll(found -> "<a href=\"%1$s\">%1$s</a>".formatted(found.group()));
        return "<p>" + linked.replace("\n\n", "</p>\n<p>").replace("\n", "<br>\n") + "</p>";
    }
}
