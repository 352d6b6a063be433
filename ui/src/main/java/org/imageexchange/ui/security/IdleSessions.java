package org.imageexchange.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of somebody who has done nothing for too long.
 *
 * <p>The container's own timeout can't: a page that is merely open keeps asking for news. So only what a person does
 * counts, and what a page does by itself is recognised by Vaadin's request types.
 */
@Component
class IdleSessions extends OncePerRequestFilter {

    private final Clock clock;

    IdleSessions(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(SessionActivity.ATTRIBUTE) instanceof SessionActivity activity)) {
            chain.doFilter(request, response);
            return;
        }
        if (activity.isOver(clock.instant())) {
            session.invalidate();
            chain.doFilter(request, response);
            return;
        }
        if (isByItself(request)) {
            chain.doFilter(request, response);
            return;
        }
        activity.begins(clock.instant());
        try {
            chain.doFilter(request, response);
        } finally {
            activity.ends(clock.instant());
        }
    }

    /** What people do inside a page arrives among the page's own requests; {@link SignedInSession#active} tells it. */
    private static boolean isByItself(HttpServletRequest request) {
        return request.getParameter("v-r") != null;
    }
}
