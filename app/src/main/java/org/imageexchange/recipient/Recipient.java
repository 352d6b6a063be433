package org.imageexchange.recipient;

import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.PhoneNumber;

/**
 * Somebody one sends to.
 *
 * @param address of the post
 * @param phone where to call them
 */
public record Recipient(EmailAddress email, String name, String address, PhoneNumber phone, PasscodeChannels channels) {

    public Recipient {
        if (channels.inOrder().isEmpty()) {
            throw new IllegalArgumentException("A recipient needs a channel for passcodes");
        }
        if (email.equals(channels.secondEmail())) {
            throw new IllegalArgumentException("The second e-mail address must differ from the first");
        }
    }

    @Override
    public String toString() {
        return "Recipient[hidden]";
    }
}
