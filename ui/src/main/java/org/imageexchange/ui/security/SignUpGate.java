package org.imageexchange.ui.security;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * Whoever has yet to sign up reaches nothing else: neither a view nor a download. What needs no sign-in stays open, for
 * the next person at the same screen has a link of their own.
 */
@Component
class SignUpGate extends OncePerRequestFilter implements VaadinServiceInitListener {

    static final String PAGE = "/sign-up";

    /** Kept in the session while it is due: where the person wants to go afterwards. */
    static final String WANTED = SignUpGate.class.getName() + ".wanted";

    private static final String DOWNLOADS = "/download/";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // As the controllers read it: decoded, so that no spelling of the path gets round.
        return !UrlPathHelper.defaultInstance.getPathWithinApplication(request).startsWith(DOWNLOADS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isDue(request.getSession(false))) {
            response.sendRedirect(PAGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addUIInitListener(opened -> opened.getUI().addBeforeEnterListener(entering -> {
                    var path = '/' + entering.getLocation().getPath();
                    if (!path.equals(PAGE)
                            && !entering.getNavigationTarget().isAnnotationPresent(AnonymousAllowed.class)
                            && isDue(VaadinServletRequest.getCurrent()
                                    .getHttpServletRequest()
                                    .getSession(false))) {
                        entering.forwardTo(PAGE.substring(1));
                    }
                }));
    }

    static boolean isDue(@Nullable HttpSession session) {
        return session != null && session.getAttribute(WANTED) != null;
    }

    /** Lets the person through; returns where they wanted to go. */
    static String open(HttpServletRequest request) {
        var session = request.getSession();
        var wanted = Optional.ofNullable(session.getAttribute(WANTED))
                .map(String::valueOf)
                .orElse("/");
        session.removeAttribute(WANTED);
        return wanted;
    }
}
