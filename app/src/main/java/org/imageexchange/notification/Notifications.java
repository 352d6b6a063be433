package org.imageexchange.notification;

import org.springframework.stereotype.Service;

/** Hands a notice over to the mail server or the SMS gateway and records that it did, never what it said. */
@Service
public class Notifications {

    /**
     * Sends once; the caller's process retries.
     *
     * @param reference what the notice is about, unique for it; a repeat goes out under the same Message-ID and counts
     *     on the same record
     * @return whether the gateway took it, or why not in words that hold no address and no text
     */
    public Delivery send(String reference, Address to, Notice notice) {
        throw new UnsupportedOperationException();
    }

    /** What became of a notice. */
    public sealed interface Delivery permits Sent, NotSent {}

    /** The gateway took it. */
    public record Sent() implements Delivery {}

    /** It did not; {@code reason} is for an administrator. */
    public record NotSent(String reason) implements Delivery {}
}
