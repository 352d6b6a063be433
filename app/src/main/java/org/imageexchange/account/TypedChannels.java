package org.imageexchange.account;

import org.imageexchange.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Where somebody's passcodes shall go, as a sender typed it. */
public record TypedChannels(String mobile, String secondEmail) {

    /**
     * What was read of it.
     *
     * @param aboutMobile what is wrong with the number, in the user's words; empty when nothing is
     * @param aboutSecondEmail the same of the address
     */
    public record Read(PasscodeChannels channels, String aboutMobile, String aboutSecondEmail) {

        public boolean isSound() {
            return aboutMobile.isEmpty() && aboutSecondEmail.isEmpty();
        }
    }

    /** @param first the mailbox of the invitation, as far as it is known: no passcode goes there */
    public Read read(@Nullable EmailAddress first, Policy policy) {
        var number = mobile.isBlank()
                ? null
                : MobileNumber.parse(mobile, policy.phoneRegion()).orElse(null);
        var address = EmailAddress.isValid(secondEmail) ? new EmailAddress(secondEmail) : null;
        return new Read(
                new PasscodeChannels(number, policy.secondEmailAsChannel() ? address : null),
                aboutMobile(number, policy),
                aboutSecondEmail(address, first, policy));
    }

    private String aboutMobile(@Nullable MobileNumber number, Policy policy) {
        if (!mobile.isBlank()) {
            return number != null
                    ? ""
                    : "This is not a mobile number. Check its digits; begin with + and the country code if it is abroad.";
        }
        if (!secondEmail.isBlank()) {
            return "";
        }
        return policy.secondEmailAsChannel()
                ? "Enter a mobile number or a second e-mail address: the passcode goes there."
                : "Enter a mobile number: the passcode goes there.";
    }

    private String aboutSecondEmail(@Nullable EmailAddress address, @Nullable EmailAddress first, Policy policy) {
        if (secondEmail.isBlank()) {
            return "";
        }
        if (!policy.secondEmailAsChannel()) {
            return "Passcodes can't go to an e-mail address here. Enter a mobile number instead.";
        }
        if (address == null) {
            return "This is not an e-mail address. It looks like name@example.org.";
        }
        return address.equals(first)
                ? "Enter another address than the first: whoever reads that mailbox must not get the passcode as well."
                : "";
    }

    @Override
    public String toString() {
        return "TypedChannels[hidden]";
    }
}
