package org.imageexchange.ui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class SafeStartTests {

    private static final String COOKIE = "server.servlet.session.cookie.secure";

    @Test
    void behind_a_proxy_that_it_does_not_listen_to_it_does_not_start() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> start("portal.base-url=https://images.example.org"))
                .withMessageContaining("portal.base-url begins with https")
                .satisfies(refused -> assertThat(refused.action()).contains("server.forward-headers-strategy=native"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.forward-headers-strategy=native",
                "server.forward-headers-strategy=framework",
                "server.ssl.bundle=portal"
            })
    void with_tls_its_cookie_goes_over_tls_only(String tls) {
        assertThat(start("portal.base-url=https://images.example.org", tls).getProperty(COOKIE))
                .isEqualTo("true");
    }

    @Test
    void on_this_machine_alone_it_needs_no_tls() {
        assertThat(start("portal.base-url=http://localhost:8080").getProperty(COOKIE))
                .isNull();
    }

    @Test
    void its_folder_is_for_its_user_alone(@TempDir Path folder) throws IOException {
        var open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        start("portal.data=" + open);
        start("portal.data=" + folder.resolve("new/data"));

        assertThat(Files.getPosixFilePermissions(open)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("new/data")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private static Environment start(String... properties) {
        ConfigurableApplicationContext context = new GenericApplicationContext();
        var environment = new MockEnvironment();
        for (var property : properties) {
            environment.setProperty(property.split("=", 2)[0], property.split("=", 2)[1]);
        }
        context.setEnvironment(environment);
        new SafeStart().initialize(context);
        return environment;
    }
}
