package org.imageexchange.transfer;

import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.PasscodeChannels;

/** The person a transfer is for, and where their passcodes go. */
public record Addressee(String name, EmailAddress email, String organisation, PasscodeChannels channels) {

    @Override
    public String toString() {
        return "Addressee[hidden]";
    }
}
