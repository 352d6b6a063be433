package org.imageexchange.notification.sms;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code portal.twilio.*}.
 *
 * @param from the number, or the name, that text messages come from
 */
@ConfigurationProperties("portal.twilio")
record TwilioSettings(
        @Nullable String accountSid,
        @Nullable String authToken,
        @Nullable String from) {

    static String require(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("Text messages can't be sent: portal.twilio." + name
                    + " is missing; portal.twilio.account-sid, auth-token and from belong together");
        }
        return value;
    }

    @Override
    public String toString() {
        return "TwilioSettings[hidden]";
    }
}
