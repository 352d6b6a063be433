package org.imageexchange.notification.demo;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a request of this machine's own browser from one that came through a proxy or from elsewhere. */
final class LocalRequest {

    /** The addresses as the container writes them; no name is looked up. */
    private static final Pattern LOOPBACK =
            Pattern.compile("127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)(%[a-z0-9]+)?]?");

    /** A page elsewhere can point its own name at this machine, but not change the name its browser asks for. */
    private static final Set<String> LOCAL_NAMES = Set.of("localhost");

    private LocalRequest() {}

    static boolean isFromThisMachine(HttpServletRequest request) {
        var original = original(request);
        return isLoopback(original.getRemoteAddr())
                && isLoopback(original.getLocalAddr())
                && !isForwarded(original)
                && isLocalName(original.getServerName());
    }

    /** A filter that believes forwarded headers hides them and shows their address: look underneath. */
    private static HttpServletRequest original(HttpServletRequest request) {
        ServletRequest current = request;
        while (current instanceof ServletRequestWrapper wrapper) {
            current = wrapper.getRequest();
        }
        return current instanceof HttpServletRequest http ? http : request;
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("forwarded")
                        || name.equals("via")
                        || name.equals("x-real-ip")
                        || name.startsWith("x-forwarded-"));
    }

    private static boolean isLocalName(String name) {
        return LOCAL_NAMES.contains(name.toLowerCase(Locale.ROOT)) || isLoopback(name);
    }

    private static boolean isLoopback(String address) {
        return LOOPBACK.matcher(address).matches();
    }
}
