package org.imageexchange.account;

/** Somebody asked for what is not theirs; a page answers it like something that does not exist. */
public final class AccessRefused extends RuntimeException {

    public AccessRefused(String message) {
        super(message);
    }
}
