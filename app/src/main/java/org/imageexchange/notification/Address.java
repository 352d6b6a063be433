package org.imageexchange.notification;

/** Where a message goes. */
public sealed interface Address permits Address.Email, Address.Mobile {

    String value();

    /** A mailbox. */
    record Email(String value) implements Address {
        @Override
        public String toString() {
            return "Email[hidden]";
        }
    }

    /** A phone number in E.164. */
    record Mobile(String value) implements Address {
        @Override
        public String toString() {
            return "Mobile[hidden]";
        }
    }
}
