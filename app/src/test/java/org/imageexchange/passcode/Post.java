package org.imageexchange.passcode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.imageexchange.notification.Channel;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Message;

/** Both gateways in memory; a test can let one of them fail. */
public final class Post {

    private static final Pattern CODE = Pattern.compile("passcode is ([0-9]{6})\\.");
    private static final Pattern LINK = Pattern.compile("/link/([A-Za-z0-9_-]{43})");

    private final List<Message> sent = Collections.synchronizedList(new ArrayList<>());
    private final Set<Channel> broken = Collections.synchronizedSet(EnumSet.noneOf(Channel.class));

    public void breakDown(Channel channel) {
        broken.add(channel);
    }

    public void repair() {
        broken.clear();
    }

    public List<Message> to(String address) {
        return sent.stream()
                .filter(message -> message.to().value().equals(address))
                .toList();
    }

    /** The codes that an address was sent, the newest last. */
    public List<String> codes(String address) {
        return to(address).stream()
                .map(message -> CODE.matcher(message.text()))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    public String lastCode(String address) {
        return codes(address).getLast();
    }

    /** The tokens of the links that an address was sent, the newest last. */
    public List<String> tokens(String address) {
        return to(address).stream()
                .map(message -> LINK.matcher(message.text()))
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    Gateway gateway(Channel channel) {
        return new Gateway() {
            @Override
            public Channel channel() {
                return channel;
            }

            @Override
            public void handOver(Message message) throws NotTaken {
                if (broken.contains(channel)) {
                    throw new NotTaken("The gateway of " + channel + " is down.");
                }
                sent.add(message);
            }
        };
    }
}
