package org.imageexchange.notification;

import java.util.Set;
import java.util.stream.Collectors;

/** The portal can't start, because there is a kind of address that it could not reach. */
final class ChannelNotConfigured extends RuntimeException {

    ChannelNotConfigured(Set<Channel> missing) {
        super(missing.stream().map(ChannelNotConfigured::whatIsMissing).collect(Collectors.joining(" ")));
    }

    private static String whatIsMissing(Channel channel) {
        return switch (channel) {
            case EMAIL ->
                "E-mail can't be sent: set spring.mail.host (and port, username, password as the mail server"
                        + " needs them) and portal.mail.from.";
            case SMS ->
                "Text messages can't be sent: set portal.twilio.account-sid, portal.twilio.auth-token and"
                        + " portal.twilio.from.";
        };
    }
}
