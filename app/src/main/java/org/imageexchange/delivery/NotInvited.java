package org.imageexchange.delivery;

/** The invitation could not be handed to the mail server; the process tries again. */
public final class NotInvited extends RuntimeException {

    NotInvited(String reason) {
        super("The invitation could not be mailed: " + reason);
    }
}
