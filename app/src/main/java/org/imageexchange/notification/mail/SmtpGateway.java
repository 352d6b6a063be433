package org.imageexchange.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Message;
import org.imageexchange.notification.PortalAddress;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Mails by SMTP, in plain text, when {@code spring.mail.host} is set. */
@Component
@ConditionalOnProperty("spring.mail.host")
@EnableConfigurationProperties(MailSettings.class)
class SmtpGateway implements Gateway {

    /** JavaMail waits for ever by default; a worker that waits holds up the others. In milliseconds. */
    private static final String CONNECT_TIMEOUT = "5000";

    private static final String READ_TIMEOUT = "15000";

    private static final Pattern SMTP_REPLY = Pattern.compile("([245]\\d\\d)[ -]");

    private final JavaMailSenderImpl sender;
    private final InternetAddress from;
    private final String messageIdDomain;

    SmtpGateway(JavaMailSenderImpl sender, MailSettings settings, PortalAddress portal) {
        this.sender = sender;
        this.from = settings.sender();
        this.messageIdDomain = portal.host();
        if (sender.getHost() == null || sender.getHost().isBlank()) {
            throw new IllegalStateException(
                    "spring.mail.host is empty: name the mail server, or leave the setting out");
        }
        var properties = sender.getJavaMailProperties();
        for (var protocol : new String[] {"smtp", "smtps"}) {
            properties.putIfAbsent("mail." + protocol + ".connectiontimeout", CONNECT_TIMEOUT);
            properties.putIfAbsent("mail." + protocol + ".timeout", READ_TIMEOUT);
            properties.putIfAbsent("mail." + protocol + ".writetimeout", READ_TIMEOUT);
        }
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public void handOver(Message message) throws NotTaken {
        try {
            var mail = sender.createMimeMessage();
            var helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(new InternetAddress(message.to().value(), true));
            helper.setSubject(Objects.requireNonNullElse(message.subject(), ""));
            helper.setText(message.text());
            // The same for each repeat, so that a mail server or a reader can tell it from a second message.
            mail.setHeader("Message-ID", "<" + message.id() + "@" + messageIdDomain + ">");
            mail.setHeader("Auto-Submitted", "auto-generated");
            sender.send(mail);
        } catch (MailAuthenticationException e) {
            throw new NotTaken("The mail server refused the portal's user name and password.");
        } catch (MailSendException e) {
            throw new NotTaken(reason(e));
        } catch (MessagingException | MailException e) {
            // The class alone: what mail servers say repeats the address.
            throw new NotTaken(
                    "The mail could not be made or sent (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** SMTP's reply code alone: the words after it repeat the address. */
    private static String reason(MailSendException failure) {
        var cause = failure.getFailedMessages().values().stream()
                .findFirst()
                .map(Throwable.class::cast)
                .orElse(failure.getCause());
        for (var next = cause;
                next != null;
                next = next instanceof MessagingException e ? e.getNextException() : null) {
            var reply = SMTP_REPLY.matcher(String.valueOf(next.getMessage()));
            if (reply.lookingAt()) {
                return "The mail server refused the message (SMTP " + reply.group(1) + ").";
            }
        }
        return "The mail server can't be reached, or the connection broke ("
                + (cause == null ? failure : cause).getClass().getSimpleName() + ").";
    }
}
