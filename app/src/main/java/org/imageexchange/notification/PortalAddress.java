package org.imageexchange.notification;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The address of the portal as its users see it; goes into mails.
 *
 * @param baseUrl {@code portal.base-url}, for instance {@code https://images.example.org}
 */
@ConfigurationProperties("portal")
public record PortalAddress(
        @DefaultValue("http://localhost:8080") URI baseUrl) {

    public PortalAddress {
        var scheme = baseUrl.getScheme();
        if (baseUrl.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("portal.base-url must be like https://images.example.org");
        }
    }

    /** The full address of a page of the portal. */
    public String of(String path) {
        var base = baseUrl.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    public String host() {
        return baseUrl.getHost();
    }
}
