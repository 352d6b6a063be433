package org.imageexchange.delivery;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the portal is reached.
 *
 * @param baseUrl the address that links in mails begin with
 */
@ConfigurationProperties("portal")
record DeliverySettings(
        @DefaultValue("http://localhost:8080") URI baseUrl) {

    /** What a path, which begins with a slash, is put behind. */
    String withoutSlash() {
        var address = baseUrl.toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
