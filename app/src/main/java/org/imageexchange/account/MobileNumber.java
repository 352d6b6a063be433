package org.imageexchange.account;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mobile phone number in E.164, for instance {@code +447700900123}. */
public record MobileNumber(String e164) implements Serializable {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public MobileNumber {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("Not a phone number in E.164"); // without echoing it
        }
    }

    /** Reads what a person typed; numbers without a country code belong to {@code region} (ISO 3166, for instance GB). */
    public static Optional<MobileNumber> parse(String typed, String region) {
        var phones = PhoneNumberUtil.getInstance();
        try {
            var number = phones.parse(typed, region);
            var type = phones.getNumberType(number);
            var mobile = type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
            // Ofcom's numbers for drama (07700 900xxx) are possible but assigned to nobody; demos and tests use them.
            var possible = phones.isPossibleNumberForType(number, PhoneNumberType.MOBILE)
                    && isDrama(number.getNationalNumber());
            if (!mobile && !possible) {
                return Optional.empty();
            }
            return Optional.of(new MobileNumber(phones.format(number, PhoneNumberFormat.E164)));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isDrama(long nationalNumber) {
        return nationalNumber / 1000 == 7700900;
    }

    /** For instance {@code •••• ••• 123}. */
    public String masked() {
        return "•••• ••• " + e164.substring(e164.length() - 3);
    }

    /** Masked, so that no log line holds a number by accident; {@link #e164()} is the number. */
    @Override
    public String toString() {
        return masked();
    }
}
