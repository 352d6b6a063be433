package org.imageexchange.account;

import java.io.Serializable;

/** The second proof: where a passcode goes that shows who somebody is. */
public sealed interface PasscodeChannel extends Serializable permits PasscodeChannel.Sms, PasscodeChannel.SecondEmail {

    /** For the eyes of its holder: enough to recognise it, too little to learn it. */
    String masked();

    /** A mobile phone that receives text messages. */
    record Sms(MobileNumber number) implements PasscodeChannel {

        @Override
        public String masked() {
            return number.masked();
        }
    }

    /** A mailbox other than the invitation's own. */
    record SecondEmail(EmailAddress address) implements PasscodeChannel {

        @Override
        public String masked() {
            return address.masked();
        }
    }
}
