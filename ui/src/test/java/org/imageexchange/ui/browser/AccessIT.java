package org.imageexchange.ui.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the portal answers to somebody who is not signed in, header by header. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledIfSystemProperty(named = "browser.tests", matches = "skip", disabledReason = "-Dbrowser.tests=skip said so")
class AccessIT {

    private final HttpClient client = HttpClient.newHttpClient(); // follows no redirect

    private RunningPortal portal;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        portal = RunningPortal.start(data);
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (portal != null) {
            portal.close();
        }
    }

    /** Vaadin commits its page early; written late, all of these were missing once. */
    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/link-ended", "/session-ended", "/portal.css"})
    void every_page_carries_the_headers_that_protect_it(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Security-Policy"))
                .contains("'strict-dynamic'", "frame-ancestors 'none'")
                .containsPattern("'nonce-[\\w-]{24}'");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()", "microphone=()");
    }

    @Test
    void the_scripts_of_a_page_carry_the_nonce_of_its_header() throws Exception {
        var answer = get("/sign-in");

        var nonce = header(answer, "Content-Security-Policy").replaceAll(".*'nonce-([^']+)'.*", "$1");
        assertThat(answer.body().split("<script", -1).length - 1)
                .isPositive()
                .isEqualTo(answer.body().split("nonce=\"" + nonce + "\"", -1).length - 1);
    }

    @Test
    void the_session_cookie_is_kept_from_scripts_and_from_other_sites() throws Exception {
        assertThat(header(get("/sign-in"), "Set-Cookie")).contains("PORTAL=", "HttpOnly", "SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/action-required",
                "/all",
                "/studies",
                "/studies/send",
                "/admin/incidents",
                "/admin/disclaimers",
                "/sign-up",
                "/nonsense"
            })
    void whatever_somebody_asks_for_they_sign_in_first(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "nonsense"})
    void a_download_tells_nothing_of_what_exists(String id) throws Exception {
        var answer = get("/download/" + id);
        var other = get("/download/" + UUID.randomUUID());

        assertThat(answer.statusCode()).isEqualTo(302).isEqualTo(other.statusCode());
        assertThat(header(answer, "Location")).endsWith("/sign-in").isEqualTo(header(other, "Location"));
    }

    @Test
    void an_unknown_link_leads_to_a_page_that_knows_the_way_on() throws Exception {
        var answer = get("/link/" + "a".repeat(43));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/link-ended");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/h2-console"})
    void management_shows_health_and_nothing_else(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(302);
        assertThat(get("/actuator/health", "application/json").body())
                .contains("UP")
                .doesNotContain("components", "details");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "text/html");
    }

    private HttpResponse<String> get(String path, String accepted) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(portal.address(path)))
                .header("Accept", accepted)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
