package org.imageexchange.passcode;

/** A gateway did not take a message; the process tries again and then tells an administrator. */
public final class NotHandedOver extends RuntimeException {

    /** @param reason in words that hold no address and no text */
    public NotHandedOver(String reason) {
        super(reason);
    }
}
