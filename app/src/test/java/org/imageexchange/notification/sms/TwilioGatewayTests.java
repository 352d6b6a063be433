package org.imageexchange.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imageexchange.notification.Address;
import org.imageexchange.notification.Gateway;
import org.imageexchange.notification.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwilioGatewayTests {

    private static final String ACCOUNT = "AC00000000000000000000000000000000";
    private static final TwilioSettings SETTINGS = new TwilioSettings(ACCOUNT, "token", "+447700900999");
    private static final Message MESSAGE = new Message(
            "0123456789abcdef",
            new Address.Mobile("+447700900155"),
            null,
            "Your Image Exchange Portal passcode is 739104.\n\n@images.example.org #739104");

    private final List<Received> received = new ArrayList<>();
    private HttpServer server;
    private Answer answer = new Answer(201, """
            {"sid":"SM1","status":"queued","to":"+447700900155","account_sid":"%s"}""".formatted(ACCOUNT));

    @BeforeEach
    void aServerThatTakesTheRealRequest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_text_message_reaches_twilio_as_its_own_sdk_sends_it() throws Exception {
        gateway().handOver(MESSAGE);

        assertThat(received).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
            assertThat(request.authorization())
                    .isEqualTo("Basic "
                            + Base64.getEncoder()
                                    .encodeToString((ACCOUNT + ":token").getBytes(StandardCharsets.UTF_8)));
            assertThat(request.form())
                    .containsEntry("To", "+447700900155")
                    .containsEntry("From", "+447700900999")
                    .containsEntry("Body", MESSAGE.text());
        });
    }

    @Test
    void a_refusal_says_its_codes_and_not_the_number() {
        answer = new Answer(400, """
                {"code":21211,"message":"The 'To' number +447700900155 is not a valid phone number.","status":400}""");

        assertThatThrownBy(() -> gateway().handOver(MESSAGE))
                .isInstanceOf(Gateway.NotTaken.class)
                .hasMessage("The SMS gateway refused the message (HTTP 400, Twilio error 21211).")
                .hasNoCause();
    }

    @Test
    void a_gateway_that_fails_is_no_success() {
        answer = new Answer(500, "oops");

        assertThatThrownBy(() -> gateway().handOver(MESSAGE))
                .isInstanceOf(Gateway.NotTaken.class)
                .hasMessageStartingWith("The SMS gateway");
    }

    @Test
    void a_gateway_that_can_not_be_reached_is_named_as_such() {
        var gateway = gateway();
        server.stop(0);

        assertThatThrownBy(() -> gateway.handOver(MESSAGE))
                .isInstanceOf(Gateway.NotTaken.class)
                .hasMessage("The SMS gateway can't be reached.");
    }

    @Test
    void half_a_configuration_stops_the_start() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new TwilioGateway(
                        new TwilioSettings(ACCOUNT, null, "+447700900999"), TwilioGateway.httpClient()))
                .withMessageContaining("portal.twilio.auth-token");
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> new TwilioGateway(new TwilioSettings(ACCOUNT, "token", " "), TwilioGateway.httpClient()))
                .withMessageContaining("portal.twilio.from");
    }

    @Test
    void the_credentials_are_not_printed() {
        assertThat(SETTINGS).asString().doesNotContain("token", ACCOUNT);
    }

    private TwilioGateway gateway() {
        return new TwilioGateway(
                SETTINGS,
                new Redirected(URI.create("http://"
                        + server.getAddress().getAddress().getHostAddress() + ":"
                        + server.getAddress().getPort() + "/")));
    }

    private void serve(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var form = Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                form));
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Received(String method, String path, String authorization, Map<String, String> form) {}

    private record Answer(int status, String body) {}

    /** Sends the SDK's own request, signed and encoded by it, to another address. */
    private static final class Redirected extends NetworkHttpClient {

        private final URI base;

        Redirected(URI base) {
            this.base = base;
        }

        @Override
        public Response makeRequest(Request original) {
            var url = URI.create(original.constructURL().toString());
            var request = new Request(
                    original.getMethod(), base.resolve(url.getRawPath()).toString());
            request.setAuth(original.getUsername(), original.getPassword());
            request.setContentType(original.getContentType());
            original.getPostParams()
                    .forEach((name, values) -> values.forEach(value -> request.addPostParam(name, value)));
            original.getHeaderParams()
                    .forEach((name, values) -> values.forEach(value -> request.addHeaderParam(name, value)));
            return super.makeRequest(request);
        }
    }
}
