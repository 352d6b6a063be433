package org.imageexchange.ui.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ContentSecurityPolicyTests {

    private static final Pattern NONCE = Pattern.compile("'nonce-([\\w-]{24})'");

    private final ContentSecurityPolicy policy = new ContentSecurityPolicy();

    @Test
    void each_answer_has_its_own_nonce() {
        assertThat(nonce(header())).isNotEqualTo(nonce(header()));
    }

    @Test
    void nothing_is_loaded_from_elsewhere_and_nobody_frames_the_portal() {
        assertThat(header())
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'self'")
                .doesNotContain("http:", "https:", "*");
    }

    private String header() {
        var response = new MockHttpServletResponse();
        policy.writeHeaders(new MockHttpServletRequest(), response);
        return String.valueOf(response.getHeader("Content-Security-Policy"));
    }

    private static String nonce(String header) {
        var nonce = NONCE.matcher(header);
        assertThat(nonce.find()).as(header).isTrue();
        return nonce.group(1);
    }
}
