package org.imageexchange.account;

import java.io.Serializable;

/** The second proof: where a passcode goes that shows who somebody is. */
public sealed interface PasscodeChannel extends Serializable permits PasscodeChannel.Sms, PasscodeChannel.SecondEmail {

    /** The kinds, as they are stored and recorded. */
    enum Kind {
        SMS,
        SECOND_EMAIL
    }

    Kind kind();

    /** The number or the address itself; for storing and for sending, never for showing. */
    String target();

    /** For the eyes of its holder: enough to recognise it, too little to learn it. */
    String masked();

    /** The channel that was stored as its kind and its target. */
    static PasscodeChannel of(Kind kind, String target) {
        return switch (kind) {
            case SMS -> new Sms(new MobileNumber(target));
            case SECOND_EMAIL -> new SecondEmail(new EmailAddress(target));
        };
    }

    /** A mobile phone that receives text messages. */
    record Sms(MobileNumber number) implements PasscodeChannel {

        @Override
        public Kind kind() {
            return Kind.SMS;
        }

        @Override
        public String target() {
            return number.e164();
        }

        @Override
        public String masked() {
            return number.masked();
        }
    }

    /** A mailbox other than the invitation's own. */
    record SecondEmail(EmailAddress address) implements PasscodeChannel {

        @Override
        public Kind kind() {
            return Kind.SECOND_EMAIL;
        }

        @Override
        public String target() {
            return address.value();
        }

        @Override
        public String masked() {
            return address.masked();
        }
    }
}
