package org.imageexchange.ui.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settles what must hold before anything else starts: nobody else on the machine reads the portal's data, and behind
 * TLS the portal knows that it is.
 */
public class SafeStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String BASE_URL = "portal.base-url";
    private static final String FORWARDED = "server.forward-headers-strategy";
    private static final String SECURE_COOKIE = "server.servlet.session.cookie.secure";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (environment.getProperty(BASE_URL, "").startsWith("https:")) {
            requireSightOfTls(environment);
            sendCookiesOverTlsOnly(environment);
        }
        var data = environment.getProperty("portal.data");
        if (data != null) {
            closeToOthers(Path.of(data));
        }
    }

    /** Else all users would come from the proxy's address and share one limit, and every redirect would leave TLS. */
    private static void requireSightOfTls(Environment environment) {
        var endsTlsItself = environment.getProperty("server.ssl.enabled", Boolean.class, false)
                || environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.certificate")
                || environment.containsProperty("server.ssl.key-store");
        if (!endsTlsItself && environment.getProperty(FORWARDED, "none").equalsIgnoreCase("none")) {
            throw new StartRefused(
                    BASE_URL
                            + " begins with https, but the portal would not see what the proxy in front of it forwards.",
                    "Set " + FORWARDED + "=native, and let the proxy set X-Forwarded-For and X-Forwarded-Proto"
                            + " (and let nobody else reach the portal); or let the portal do TLS itself (server.ssl.*).");
        }
    }

    private static void sendCookiesOverTlsOnly(ConfigurableEnvironment environment) {
        environment.getPropertySources().addFirst(new MapPropertySource("tls", Map.of(SECURE_COOKIE, "true")));
    }

    /** Before the database and the engine make their files: these take the rights that the machine gives by default. */
    private static void closeToOthers(Path data) {
        try {
            Files.createDirectories(data);
            if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "The portal's folder, " + data.toAbsolutePath() + ", can't be made readable for its user alone: "
                            + e,
                    "Let the portal's user own it, or set portal.data to another folder.");
        }
    }
}
