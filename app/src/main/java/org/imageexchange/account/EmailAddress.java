package org.imageexchange.account;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/** A mailbox, lower-cased; two spellings of one mailbox are equal. */
public record EmailAddress(String value) implements Serializable {

    private static final int MAX_LENGTH = 254;
    private static final Pattern SYNTAX = Pattern.compile(
            "(?!\\.)[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\\.)@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+");

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > MAX_LENGTH || !SYNTAX.matcher(value).matches() || value.contains("..")) {
            throw new IllegalArgumentException("Not an e-mail address"); // without echoing it
        }
    }

    /** Whether {@code text} can be an address. */
    public static boolean isValid(String text) {
        try {
            new EmailAddress(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** For instance {@code m•••@example.org}. */
    public String masked() {
        return value.charAt(0) + "•••" + value.substring(value.indexOf('@'));
    }

    /** Masked, so that no log line holds an address by accident; {@link #value()} is the address. */
    @Override
    public String toString() {
        return masked();
    }
}
