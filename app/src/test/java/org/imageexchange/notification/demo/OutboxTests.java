package org.imageexchange.notification.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.notification.Address;
import org.imageexchange.notification.Message;
import org.imageexchange.notification.PortalAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@DatabaseTest
@Import({DemoConfiguration.class, MovedClock.class})
@TestPropertySource(properties = "portal.demo=true")
class OutboxTests {

    private static final List<String> PATHS = List.of("/demo/outbox", "/demo/outbox.json");

    @Autowired
    private DemoGateway demoMail;

    @Autowired
    private DemoGateway demoSms;

    @Autowired
    private DemoMessages messages;

    @Autowired
    private JdbcClient database;

    private MockMvc portal;

    @BeforeEach
    void anEmptyOutbox() {
        database.sql("delete from demo_message").update();
        var address = new PortalAddress(URI.create("http://localhost:8080"));
        portal = MockMvcBuilders.standaloneSetup(new OutboxController(messages, address))
                .build();
    }

    @Test
    void the_json_holds_the_messages_newest_first() throws Exception {
        demoMail.handOver(new Message("1", new Address.Email("morag@example.org"), "First", "One"));
        demoSms.handOver(new Message("2", new Address.Mobile("+447700900155"), null, "Two"));

        portal.perform(get("/demo/outbox.json"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(jsonPath("$.length()").value(2))
                .andExpect(jsonPath("$[0].channel").value("SMS"))
                .andExpect(jsonPath("$[0].to").value("+447700900155"))
                .andExpect(jsonPath("$[0].subject").isEmpty())
                .andExpect(jsonPath("$[0].text").value("Two"))
                .andExpect(jsonPath("$[1].channel").value("EMAIL"))
                .andExpect(jsonPath("$[1].id").isNumber())
                .andExpect(jsonPath("$[1].to").value("morag@example.org"))
                .andExpect(jsonPath("$[1].subject").value("First"))
                .andExpect(jsonPath("$[1].sentAt").value("2026-11-24T09:00:00Z"));
    }

    @Test
    void the_page_links_the_portals_own_links_and_no_others() throws Exception {
        demoMail.handOver(new Message(
                "1",
                new Address.Email("morag@example.org"),
                "A link",
                "Open:\nhttp://localhost:8080/link/a_B-9\n\nNot: http://evil.example/ <script>alert(1)</script>"));

        portal.perform(get("/demo/outbox"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "text/html;charset=UTF-8"))
                .andExpect(content().string(containsString("<html lang=\"en\">")))
                .andExpect(content()
                        .string(containsString(
                                "<a href=\"http://localhost:8080/link/a_B-9\">http://localhost:8080/link/a_B-9</a>")))
                .andExpect(content().string(containsString("&lt;script&gt;alert(1)&lt;/script&gt;")))
                .andExpect(result -> assertThat(result.getResponse().getContentAsString())
                        .doesNotContain("<script", "href=\"http://evil"));
    }

    @Test
    void an_empty_outbox_says_so() throws Exception {
        portal.perform(get("/demo/outbox"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("There are no messages yet.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-Real-IP", "Via"})
    void a_request_that_came_through_a_proxy_finds_nothing(String header) throws Exception {
        for (var path : PATHS) {
            portal.perform(get(path).header(header, "127.0.0.1")).andExpect(status().isNotFound());
        }
    }

    @Test
    void a_request_from_another_machine_finds_nothing() throws Exception {
        for (var path : PATHS) {
            portal.perform(get(path).remoteAddress("192.0.2.7")).andExpect(status().isNotFound());
        }
    }

    @Test
    void a_request_to_a_listener_that_others_can_reach_finds_nothing() throws Exception {
        for (var path : PATHS) {
            portal.perform(get(path).with(request -> {
                        request.setLocalAddr("192.0.2.1");
                        return request;
                    }))
                    .andExpect(status().isNotFound());
        }
    }

    @Test
    void a_page_elsewhere_that_points_its_name_at_this_machine_finds_nothing() throws Exception {
        for (var path : PATHS) {
            portal.perform(get(path).with(request -> {
                        request.setServerName("rebound.example");
                        return request;
                    }))
                    .andExpect(status().isNotFound());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1"})
    void each_way_to_write_this_machine_is_let_in(String address) throws Exception {
        portal.perform(get("/demo/outbox").remoteAddress(address)).andExpect(status().isOk());
    }

    @Test
    void a_filter_that_believes_forwarded_headers_does_not_hide_them() {
        var original = new MockHttpServletRequest();
        original.setRemoteAddr("127.0.0.1");
        original.addHeader("X-Forwarded-For", "127.0.0.1");
        HttpServletRequest believed = new HttpServletRequestWrapper(original) {
            @Override
            public Enumeration<String> getHeaderNames() {
                return Collections.emptyEnumeration();
            }
        };

        assertThat(LocalRequest.isFromThisMachine(believed)).isFalse();
        assertThat(LocalRequest.isFromThisMachine(new MockHttpServletRequest())).isTrue();
    }
}
