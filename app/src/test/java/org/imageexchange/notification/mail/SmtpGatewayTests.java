package org.imageexchange.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.imageexchange.notification.Address;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Message;
import org.imageexchange.notification.PortalAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpGatewayTests {

    @RegisterExtension
    private static final GreenMailExtension SERVER = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    private static final PortalAddress PORTAL = new PortalAddress(URI.create("https://images.example.org"));
    private static final MailSettings SETTINGS = new MailSettings("Image Exchange Portal <no-reply@example.org>");

    @Test
    void a_mail_arrives_as_plain_text_in_utf_8() throws Exception {
        gatewayTo(SERVER.getSmtp().getPort()).handOver(aMessage("Northwick has sent you images", "Dear 山田太郎,\n\nÁine"));

        var mail = theOnlyMail();
        assertThat(mail.getSubject()).isEqualTo("Northwick has sent you images");
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(mail.getContent().toString().replace("\r\n", "\n").strip()).isEqualTo("Dear 山田太郎,\n\nÁine");
        assertThat(mail.getFrom()[0]).hasToString("Image Exchange Portal <no-reply@example.org>");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getAllRecipients()[0]).hasToString("morag@example.net");
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getSentDate()).isNotNull();
    }

    @Test
    void a_repeat_has_the_same_message_id() throws Exception {
        var gateway = gatewayTo(SERVER.getSmtp().getPort());

        gateway.handOver(aMessage("Subject", "Text"));
        gateway.handOver(aMessage("Subject", "Text"));

        assertThat(SERVER.getReceivedMessages())
                .hasSize(2)
                .extracting(MimeMessage::getMessageID)
                .containsOnly("<0123456789abcdef@images.example.org>");
    }

    @Test
    void a_subject_can_not_add_a_header() throws Exception {
        gatewayTo(SERVER.getSmtp().getPort())
                .handOver(aMessage("Images\r\nBcc: thief@example.net\r\n\r\nOther text", "Text"));

        var mail = theOnlyMail();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getContent().toString().strip()).isEqualTo("Text");
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void a_refusal_says_its_code_and_not_the_address() throws Exception {
        try (var server = new SmallServer("550 5.1.1 <morag@example.net>: no such user")) {
            var gateway = gatewayTo(server.port());

            assertThatThrownBy(() -> gateway.handOver(aMessage("Subject", "Text")))
                    .isInstanceOf(Gateway.NotTaken.class)
                    .hasMessage("The mail server refused the message (SMTP 550).")
                    .hasNoCause();
        }
    }

    @Test
    void a_server_that_is_down_is_named_as_such() throws Exception {
        var port = aClosedPort();

        assertThatThrownBy(() -> gatewayTo(port).handOver(aMessage("Subject", "Text")))
                .isInstanceOf(Gateway.NotTaken.class)
                .hasMessageStartingWith("The mail server can't be reached")
                .hasMessageNotContaining("morag");
    }

    @Test
    void a_server_that_never_answers_does_not_hold_up_the_worker() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var sender = sender(silent.getLocalPort());
            sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "50");
            var gateway = new SmtpGateway(sender, SETTINGS, PORTAL);

            assertThatThrownBy(() -> gateway.handOver(aMessage("Subject", "Text")))
                    .isInstanceOf(Gateway.NotTaken.class)
                    .hasMessageStartingWith("The mail server can't be reached, or the connection broke");
        }
    }

    @Test
    void no_wait_is_endless_unless_somebody_set_it_so() {
        var sender = sender(25);
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "1234");

        new SmtpGateway(sender, SETTINGS, PORTAL);

        assertThat(sender.getJavaMailProperties())
                .containsEntry("mail.smtp.timeout", "1234")
                .containsEntry("mail.smtp.connectiontimeout", "5000")
                .containsEntry("mail.smtp.writetimeout", "15000")
                .containsEntry("mail.smtps.timeout", "15000");
    }

    @Test
    void a_mail_server_without_a_sender_address_stops_the_start() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SmtpGateway(sender(25), new MailSettings(null), PORTAL))
                .withMessageContaining("portal.mail.from");
        assertThatIllegalStateException()
                .isThrownBy(() -> new SmtpGateway(sender(25), new MailSettings("nobody"), PORTAL))
                .withMessageContaining("portal.mail.from");
    }

    private static MimeMessage theOnlyMail() {
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
        return SERVER.getReceivedMessages()[0];
    }

    private static Message aMessage(String subject, String text) {
        return new Message("0123456789abcdef", new Address.Email("morag@example.net"), subject, text);
    }

    private static SmtpGateway gatewayTo(int port) {
        return new SmtpGateway(sender(port), SETTINGS, PORTAL);
    }

    private static JavaMailSenderImpl sender(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        sender.setPort(port);
        return sender;
    }

    private static int aClosedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A mail server that answers RCPT with what a test wants. */
    private static final class SmallServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Thread thread;

        SmallServer(String answerToRecipient) throws IOException {
            thread = Thread.ofVirtual().start(() -> serve(answerToRecipient));
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve(String answerToRecipient) {
            try (var client = socket.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                    var out = new PrintStream(client.getOutputStream(), true, StandardCharsets.US_ASCII)) {
                out.print("220 ready\r\n");
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    out.print((line.startsWith("RCPT") ? answerToRecipient : "250 ok") + "\r\n");
                }
            } catch (IOException e) {
                // the client went away, as clients do
            }
        }

        @Override
        public void close() throws Exception {
            socket.close();
            thread.join();
        }
    }
}
