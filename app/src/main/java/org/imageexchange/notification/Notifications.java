package org.imageexchange.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Hands a notice over to the mail server or the SMS gateway and records that it did, never what it said. */
@Service
public class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final int MESSAGE_ID_LENGTH = 32;

    private final Gateways gateways;
    private final Templates templates;
    private final NotificationRecord record;

    Notifications(Gateways gateways, Templates templates, NotificationRecord record) {
        this.gateways = gateways;
        this.templates = templates;
        this.record = record;
    }

    /**
     * Sends once; the caller's process retries. Call it outside a transaction: it waits for the gateway.
     *
     * @param reference what the notice is about, unique for it; a repeat goes out under the same Message-ID and counts
     *     on the same record
     * @return whether the gateway took it, or why not in words that hold no address and no text
     */
    public Delivery send(String reference, Address to, Notice notice) {
        var template = Templates.nameOf(notice);
        var words = templates.write(notice, to.channel());
        var addressHash = sha256(to.channel() + " " + to.value());
        var id = sha256(reference + " " + addressHash).substring(0, MESSAGE_ID_LENGTH);

        var delivery = handOver(new Message(id, to, words.subject(), words.text()));

        record.note(reference, to, addressHash, template, delivery);
        switch (delivery) {
            case Sent() -> LOG.info("Sent {} by {} for {}", template, to.channel(), reference);
            case NotSent(var reason) ->
                LOG.warn("Could not send {} by {} for {}: {}", template, to.channel(), reference, reason);
        }
        return delivery;
    }

    private Delivery handOver(Message message) {
        try {
            gateways.of(message.to().channel()).handOver(message);
            return new Sent();
        } catch (Gateway.NotTaken e) {
            return new NotSent(e.reason());
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** What became of a notice. */
    public sealed interface Delivery permits Sent, NotSent {}

    /** The gateway took it. */
    public record Sent() implements Delivery {}

    /** It did not; {@code reason} is for an administrator. */
    public record NotSent(String reason) implements Delivery {}
}
