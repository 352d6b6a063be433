package org.imageexchange.account;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A phone number of any kind in E.164, at which somebody can be called. */
public record PhoneNumber(String e164) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public PhoneNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("Not a phone number in E.164"); // without echoing it
        }
    }

    /** Reads what a person typed; numbers without a country code belong to {@code region} (ISO 3166, for instance GB). */
    public static Optional<PhoneNumber> parse(String typed, String region) {
        var phones = PhoneNumberUtil.getInstance();
        try {
            var number = phones.parse(typed, region);
            // Numbers for drama are possible, not valid; demos and tests use them. Short ones reach nobody from abroad.
            var text = phones.format(number, PhoneNumberFormat.E164);
            return phones.isPossibleNumber(number) && E164.matcher(text).matches()
                    ? Optional.of(new PhoneNumber(text))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Hidden, so that no log line holds a number by accident; {@link #e164()} is the number. */
    @Override
    public String toString() {
        return "PhoneNumber[hidden]";
    }
}
