package org.imageexchange.notification;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The gateway of each channel. A channel without one stops the start: better than finding out by the first patient. */
@Component
class Gateways {

    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);

    private final Map<Channel, Gateway> byChannel = new EnumMap<>(Channel.class);

    Gateways(List<Gateway> configured) {
        for (var gateway : configured) {
            byChannel.merge(gateway.channel(), gateway, Gateways::preferReal);
        }
        var missing = EnumSet.allOf(Channel.class);
        missing.removeAll(byChannel.keySet());
        if (!missing.isEmpty()) {
            throw new ChannelNotConfigured(missing);
        }
        byChannel.forEach((channel, gateway) ->
                LOG.info("{} goes out by {}", channel, gateway.getClass().getSimpleName()));
    }

    private static Gateway preferReal(Gateway one, Gateway other) {
        if (one.isStandIn() == other.isStandIn()) {
            throw new IllegalStateException("Two gateways for " + one.channel());
        }
        return one.isStandIn() ? other : one;
    }

    Gateway of(Channel channel) {
        var gateway = byChannel.get(channel);
        if (gateway == null) {
            throw new IllegalStateException("The constructor lets no channel pass without a gateway");
        }
        return gateway;
    }
}
