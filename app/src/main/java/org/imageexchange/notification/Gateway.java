package org.imageexchange.notification;

/** One way out of the portal; the implementations live in the subpackages, one per technology. */
public interface Gateway {

    Channel channel();

    /** Whether it only stands in where nothing real is configured. */
    default boolean isStandIn() {
        return false;
    }

    /** Hands over; returns when the other side has taken the message, and waits only for seconds. */
    void handOver(Message message) throws NotTaken;

    /** The other side did not take it; the message is for an administrator and holds no address and no text. */
    final class NotTaken extends Exception {

        /** Without the cause: what gateways say tends to repeat the address. */
        public NotTaken(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
