package org.imageexchange.notification.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code portal.mail.*}.
 *
 * @param from the sender of all mails, an address or {@code Name <address>}
 */
@ConfigurationProperties("portal.mail")
record MailSettings(@Nullable String from) {

    InternetAddress sender() {
        if (from == null || from.isBlank()) {
            throw new IllegalStateException("spring.mail.host is set, but portal.mail.from is not: it names the sender"
                    + " of all mails, for instance no-reply@images.example.org");
        }
        try {
            return new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalStateException("portal.mail.from is no e-mail address", e);
        }
    }
}
