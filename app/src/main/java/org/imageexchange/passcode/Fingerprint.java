package org.imageexchange.passcode;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.imageexchange.account.PasscodeChannel;

/** What the tables keep instead of an address or the name of a session: equal for equal things, and no more. */
final class Fingerprint {

    /** An IPv6 household or hospital has a whole block of addresses to itself. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private Fingerprint() {}

    static String ofBrowser(String browser) {
        return sha256("browser", browser);
    }

    static String ofChannel(PasscodeChannel channel) {
        return sha256(channel.kind().name(), channel.target());
    }

    static String ofMailbox(String address) {
        return sha256("mailbox", address);
    }

    static String ofNetwork(String address) {
        return sha256("network", network(address));
    }

    private static String network(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address; // not an IP address: a Unix socket, or a name from a test
        }
    }

    private static String sha256(String kind, String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((kind + " " + text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
