package org.imageexchange.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The words of each notice. */
@Component
@EnableConfigurationProperties(PortalAddress.class)
class Templates {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.UK);
    private static final int LONGEST_NAME = 120;

    /** Line ends, control characters, and the invisible ones that turn text around. */
    private static final Pattern NOT_ON_ONE_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    /** What mail programs turn into a link: somebody could write one where a name belongs. */
    private static final Pattern LIKE_A_LINK =
            Pattern.compile("[:/@\\\\<>]|\\.\\p{L}{2,}|www\\.", Pattern.CASE_INSENSITIVE);

    private final PortalAddress portal;

    Templates(PortalAddress portal) {
        this.portal = portal;
    }

    /** Words of a notice; no subject where the channel knows none. */
    record Words(@Nullable String subject, String text) {

        @Override
        public String toString() {
            return "Words[hidden]";
        }
    }

    /** What the template is called in the record. */
    static String nameOf(Notice notice) {
        return switch (notice) {
            case Notice.Invitation i -> "invitation";
            case Notice.ForwardedInvitation i -> "forwarded-invitation";
            case Notice.TransferForwarded f -> "transfer-forwarded";
            case Notice.SignInLink l -> "sign-in-link";
            case Notice.Passcode p -> "passcode";
        };
    }

    Words write(Notice notice, Channel channel) {
        return switch (channel) {
            case EMAIL -> mail(notice);
            case SMS -> new Words(null, textMessage(notice));
        };
    }

    private Words mail(Notice notice) {
        return switch (notice) {
            case Notice.Invitation invitation -> invitation(invitation);
            case Notice.ForwardedInvitation invitation -> forwardedInvitation(invitation);
            case Notice.TransferForwarded forwarded -> transferForwarded(forwarded);
            case Notice.SignInLink link -> signInLink(link);
            case Notice.Passcode passcode ->
                new Words("Your passcode for the Image Exchange Portal", passcode(passcode));
        };
    }

    private String textMessage(Notice notice) {
        return switch (notice) {
            case Notice.Passcode passcode -> passcode(passcode);
            case Notice.Invitation i -> throw new IllegalArgumentException("An invitation proves a mailbox");
            case Notice.ForwardedInvitation i -> throw new IllegalArgumentException("An invitation proves a mailbox");
            case Notice.TransferForwarded f -> throw new IllegalArgumentException("Radiology is told by mail");
            case Notice.SignInLink l -> throw new IllegalArgumentException("A sign-in link proves a mailbox");
        };
    }

    private Words invitation(Notice.Invitation invitation) {
        var sender = onOneLine(invitation.sender());
        return new Words(
                sender + " has sent you images",
                howToOpen(
                        greeting(invitation.recipientName()),
                        sender + " has sent you medical images through the Image Exchange Portal.",
                        minute(invitation.until(), invitation.zone()),
                        invitation.link(),
                        sender));
    }

    private Words forwardedInvitation(Notice.ForwardedInvitation invitation) {
        var origin = onOneLine(invitation.origin());
        var forwarder = nameOr(invitation.forwarder(), "Somebody who received images from " + origin);
        return new Words(
                "Images from " + origin + " were forwarded to you",
                howToOpen(
                        greeting(invitation.recipientName()),
                        forwarder
                                + " has forwarded medical images to you through the Image Exchange Portal. They come from "
                                + origin + ".",
                        minute(invitation.until(), invitation.zone()),
                        invitation.link(),
                        origin));
    }

    private static String howToOpen(String greeting, String what, String until, String link, String institution) {
        return """
                %s

                %s You can open them until %s.

                To see them, open this page:
                %s

                How it works:
                1. Open the page and choose "Send passcode".
                2. A passcode is sent to the mobile number or the second e-mail address that was given for you. The page shows its last characters.
                3. Enter the passcode. It works once and for 10 minutes.

                You can use the link as often as you need until then; each time you are sent a new passcode. The link is meant for you alone, so please do not pass it on.

                If you did not expect this message, please do not open the page. Tell %s, using contact details that you know, and then delete this message.

                This message was sent automatically. Replies to it are not read.
                """.formatted(greeting, what, until, link, institution);
    }

    private Words transferForwarded(Notice.TransferForwarded forwarded) {
        return new Words("A transfer of your department was forwarded", """
                Hello,

                Images that your department sent were forwarded by their recipient to another person on %s.

                To see who holds them now, sign in and open "All":
                %s

                If it should not have been forwarded, you can withdraw it there.

                This message was sent automatically. Replies to it are not read.
                """.formatted(
                        minute(forwarded.at(), forwarded.zone()), forwarded.page()));
    }

    private Words signInLink(Notice.SignInLink link) {
        return new Words("Your sign-in link for the Image Exchange Portal", """
                Hello,

                Somebody, probably you, asked to sign in to the Image Exchange Portal with this e-mail address. To go on, open this page:
                %s

                The link works until %s. On the page, choose "Send passcode", then enter the passcode that is sent to your mobile or your second e-mail address.

                If you did not ask for it, you need not do anything: nobody can sign in without the passcode.

                This message was sent automatically. Replies to it are not read.
                """.formatted(
                        link.link(), minute(link.until(), link.zone())));
    }

    /** The last line is the form in which phones offer a code for the portal's own page. */
    private String passcode(Notice.Passcode passcode) {
        return "Your Image Exchange Portal passcode is %s. It works once and for %d minutes.\n\n@%s #%s"
                .formatted(passcode.code(), passcode.minutes(), portal.host(), passcode.code());
    }

    private static String greeting(String name) {
        var clean = nameOr(name, "");
        return clean.isEmpty() ? "Hello," : "Dear " + clean + ",";
    }

    /** A name that somebody typed, unless it could be taken for a link. */
    private static String nameOr(String name, String otherwise) {
        var clean = onOneLine(name);
        return clean.isEmpty() || LIKE_A_LINK.matcher(clean).find() ? otherwise : clean;
    }

    private static String onOneLine(String text) {
        var line = NOT_ON_ONE_LINE.matcher(text).replaceAll(" ").strip();
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME);
    }

    private static String minute(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }
}
