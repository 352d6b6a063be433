package org.imageexchange.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTests {

    private static final ZoneId GLASGOW = ZoneId.of("Europe/London");
    private static final Instant IN_SUMMER = Instant.parse("2027-06-16T09:08:59Z");

    private final Templates templates = new Templates(new PortalAddress(URI.create("https://images.example.org/")));

    @Test
    void an_invitation_says_who_sent_until_when_and_how_it_works() {
        var words = templates.write(anInvitation("Morag Reid", "Northwick General Hospital"), Channel.EMAIL);

        assertThat(words.subject()).isEqualTo("Northwick General Hospital has sent you images");
        assertThat(words.text())
                .startsWith("Dear Morag Reid,\n")
                .contains("Northwick General Hospital has sent you medical images")
                .contains("until 16/06/2027 10:08.")
                .contains("\nhttps://images.example.org/link/token\n")
                .contains("mobile number or the second e-mail address that was given for you")
                .contains("If you did not expect this message");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Morag\r\nBcc: thief@example.net",
                "Click http://evil.example",
                "evil.example",
                "www.evil",
                "thief@example.net",
                "<b>Morag</b>",
                "   ",
                "\u202e\u200b"
            })
    void what_is_no_name_is_not_repeated_in_the_greeting(String name) {
        var words = templates.write(anInvitation(name, "Northwick"), Channel.EMAIL);

        assertThat(words.text()).startsWith("Hello,\n\nNorthwick").doesNotContain("evil", "thief", "Bcc", "<b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"J. Smith", "Dr. Áine Ní Bhriain-O'Neill", "山田太郎", "Müller (Orthopaedics)"})
    void a_name_stays_as_it_is(String name) {
        var words = templates.write(anInvitation(name, "Northwick"), Channel.EMAIL);

        assertThat(words.text()).startsWith("Dear " + name + ",\n");
    }

    @Test
    void a_subject_is_one_line_whatever_an_institution_is_called() {
        var sender = "Northwick\r\nBcc: thief@example.net\u2028\u0085" + "x".repeat(500);

        var words = templates.write(anInvitation("Morag", sender), Channel.EMAIL);

        assertThat(words.subject())
                .startsWith("Northwick Bcc: thief@example.net x")
                .hasSizeLessThan(160)
                .doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    }

    @Test
    void a_text_message_holds_the_code_and_ends_so_that_phones_offer_it() {
        var words = templates.write(new Notice.Passcode("012345", 10), Channel.SMS);

        assertThat(words.subject()).isNull();
        assertThat(words.text()).isEqualTo("""
                Your Image Exchange Portal passcode is 012345. It works once and for 10 minutes.

                @images.example.org #012345""");
    }

    @Test
    void a_passcode_by_mail_says_the_same_and_nothing_in_its_subject() {
        var mail = templates.write(new Notice.Passcode("012345", 10), Channel.EMAIL);

        assertThat(mail.subject()).isEqualTo("Your passcode for the Image Exchange Portal");
        assertThat(mail.text()).contains("passcode is 012345").endsWith("@images.example.org #012345");
    }

    @Test
    void a_sign_in_link_says_how_long_it_works_and_what_to_do_when_nobody_asked() {
        var words = templates.write(
                new Notice.SignInLink("https://images.example.org/link/token", IN_SUMMER, GLASGOW), Channel.EMAIL);

        assertThat(words.text())
                .contains("\nhttps://images.example.org/link/token\n")
                .contains("until 16/06/2027 10:08.")
                .contains("If you did not ask for it");
    }

    @Test
    void what_proves_a_mailbox_never_goes_out_as_a_text_message() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates.write(anInvitation("Morag", "Northwick"), Channel.SMS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> templates.write(
                        new Notice.SignInLink("https://images.example.org/link/t", IN_SUMMER, GLASGOW), Channel.SMS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://example.org", "/portal", "https:///x"})
    void a_base_address_that_no_browser_could_open_is_refused(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PortalAddress(URI.create(address)));
    }

    private static Notice anInvitation(String recipient, String sender) {
        return new Notice.Invitation(recipient, sender, "https://images.example.org/link/token", IN_SUMMER, GLASGOW);
    }
}
