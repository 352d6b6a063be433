package org.imageexchange.notification;

import java.util.regex.Pattern;

/** Where a message goes; one address and nothing else, so that none can smuggle a header or a second recipient. */
public sealed interface Address {

    String value();

    /** By which kind of gateway it is reached. */
    Channel channel();

    /** Enough to recognise it, too little to learn it. */
    String masked();

    /** A mailbox. */
    record Email(String value) implements Address {

        private static final int MAX_LENGTH = 254;
        private static final Pattern ONE_MAILBOX =
                Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+");

        public Email {
            if (value.length() > MAX_LENGTH || !ONE_MAILBOX.matcher(value).matches()) {
                throw new IllegalArgumentException("Not an e-mail address"); // without echoing it
            }
        }

        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public String masked() {
            return value.charAt(0) + "•••" + value.substring(value.indexOf('@'));
        }

        @Override
        public String toString() {
            return "Email[hidden]";
        }
    }

    /** A phone number in E.164. */
    record Mobile(String value) implements Address {

        private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

        public Mobile {
            if (!E164.matcher(value).matches()) {
                throw new IllegalArgumentException("Not a phone number in E.164"); // without echoing it
            }
        }

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public String masked() {
            return "•••• ••• " + value.substring(value.length() - 3);
        }

        @Override
        public String toString() {
            return "Mobile[hidden]";
        }
    }
}
