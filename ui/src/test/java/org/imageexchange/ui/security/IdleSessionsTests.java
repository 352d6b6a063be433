package org.imageexchange.ui.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class IdleSessionsTests {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private Instant now = NOON;
    private final IdleSessions filter = new IdleSessions(new MovedClock());
    private final MockHttpSession session = new MockHttpSession();
    private final SessionActivity activity = new SessionActivity(LIMIT, NOON);

    @BeforeEach
    void somebody_is_signed_in() {
        session.setAttribute(SessionActivity.ATTRIBUTE, activity);
    }

    @Test
    void a_session_ends_when_nothing_happened_for_its_limit() throws Exception {
        now = NOON.plus(LIMIT);

        request("/all", null);

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void a_session_lives_until_the_last_moment_before() throws Exception {
        now = NOON.plus(LIMIT).minusMillis(1);

        request("/all", null);

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void a_page_that_asks_for_news_by_itself_does_not_keep_the_session_alive() throws Exception {
        for (var minute = 1; minute < 15; minute++) {
            now = NOON.plus(Duration.ofMinutes(minute));
            request("/", minute % 2 == 0 ? "uidl" : "heartbeat");
        }
        now = NOON.plus(LIMIT);

        request("/", "uidl");

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void what_a_person_does_keeps_the_session_alive() throws Exception {
        now = NOON.plus(Duration.ofMinutes(10));
        activity.happened(now);
        now = NOON.plus(Duration.ofMinutes(20));

        request("/", "uidl");

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void a_page_that_is_opened_counts_as_something_done() throws Exception {
        now = NOON.plus(Duration.ofMinutes(10));
        request("/all", null);

        assertThat(activity.left(now)).isEqualTo(LIMIT);
    }

    @Test
    void an_upload_that_takes_longer_than_the_limit_is_not_cut_off() throws Exception {
        FilterChain longUpload = (request, response) -> {
            now = NOON.plus(LIMIT.multipliedBy(2));
            assertThat(activity.isOver(now)).isFalse();
        };

        filter.doFilter(request("/VAADIN/dynamic/resource/1/abc/upload"), new MockHttpServletResponse(), longUpload);

        assertThat(activity.left(now)).isEqualTo(LIMIT);
    }

    @Test
    void somebody_who_is_not_signed_in_has_no_limit() throws Exception {
        session.removeAttribute(SessionActivity.ATTRIBUTE);
        now = NOON.plus(LIMIT.multipliedBy(2));

        request("/sign-in", null);

        assertThat(session.isInvalid()).isFalse();
    }

    private void request(String path, @Nullable String kind) throws Exception {
        var request = request(path);
        if (kind != null) {
            request.setParameter("v-r", kind);
        }
        filter.doFilter(request, new MockHttpServletResponse(), (q, r) -> {});
    }

    private MockHttpServletRequest request(String path) {
        var request = new MockHttpServletRequest("GET", path);
        request.setSession(session);
        return request;
    }

    private final class MovedClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return InstantSource.fixed(now).withZone(zone);
        }
    }
}
