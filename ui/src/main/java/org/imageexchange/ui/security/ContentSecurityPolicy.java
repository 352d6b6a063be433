package org.imageexchange.ui.security;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * Lets only the scripts of our own page run: each answer has its own nonce, which the page's scripts carry.
 *
 * <p>Vaadin's client evaluates what the server sends it, hence {@code unsafe-eval}; its components style themselves
 * with attributes, hence {@code unsafe-inline} for styles.
 */
@Component
class ContentSecurityPolicy implements HeaderWriter, VaadinServiceInitListener {

    private static final String HEADER = "Content-Security-Policy";
    private static final String NONCE = ContentSecurityPolicy.class.getName() + ".nonce";
    private static final int NONCE_BYTES = 18;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (response.containsHeader(HEADER)) {
            return;
        }
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getUrlEncoder().encodeToString(bytes);
        request.setAttribute(NONCE, nonce);
        response.setHeader(
                HEADER,
                String.join(
                        "; ",
                        "default-src 'none'",
                        "script-src 'nonce-" + nonce + "' 'strict-dynamic' 'unsafe-eval'",
                        "style-src 'self' 'unsafe-inline'",
                        "img-src 'self' data:",
                        "font-src 'self' data:",
                        "connect-src 'self'",
                        "form-action 'self'",
                        "base-uri 'self'",
                        "frame-ancestors 'none'"));
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            var head = page.getDocument().head();
            head.appendElement("script").attr("src", "portal.js");
            head.appendElement("link")
                    .attr("rel", "icon")
                    .attr("href", "favicon.svg")
                    .attr("type", "image/svg+xml");
            page.getDocument().getElementsByTag("html").attr("lang", "en-GB");
            if (page.getVaadinRequest().getAttribute(NONCE) instanceof String nonce) {
                page.getDocument().getElementsByTag("script").forEach(script -> script.attr("nonce", nonce));
            }
        });
    }
}
