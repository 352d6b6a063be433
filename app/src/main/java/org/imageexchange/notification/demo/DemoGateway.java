package org.imageexchange.notification.demo;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Message;

/** Keeps what would have been sent. */
class DemoGateway implements Gateway {

    private final Channel channel;
    private final DemoMessages messages;
    private final Clock clock;

    DemoGateway(Channel channel, DemoMessages messages, Clock clock) {
        this.channel = channel;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public boolean isStandIn() {
        return true;
    }

    @Override
    public void handOver(Message message) {
        messages.save(new DemoMessage(message, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
