package org.imageexchange.ui.security;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.imageexchange.account.SignedIn;
import org.imageexchange.policy.Policies;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** Begins, keeps and ends the session of somebody who has proved who they are. */
@Component
public class SignedInSession {

    private final SecurityContextRepository contexts;
    private final Policies policies;
    private final Clock clock;
    private final VaadinDefaultRequestCache requests;

    SignedInSession(
            SecurityContextRepository contexts, Policies policies, Clock clock, VaadinDefaultRequestCache requests) {
        this.contexts = contexts;
        this.policies = policies;
        this.clock = clock;
        this.requests = requests;
    }

    /**
     * Begins it under a new session id, so that an id somebody knew before is worth nothing.
     *
     * @return the address the person wanted before they were asked to sign in, or the start page
     */
    public String begin(SignedIn person) {
        HttpServletRequest request = VaadinServletRequest.getCurrent().getHttpServletRequest();
        var response = VaadinServletResponse.getCurrent().getHttpServletResponse();
        request.changeSessionId();
        closePagesOfAnother(person);

        var institution =
                person.institution() == null ? null : person.institution().value();
        var activity = new SessionActivity(policies.of(institution).sessionIdle(), clock.instant());
        request.getSession().setAttribute(SessionActivity.ATTRIBUTE, activity);

        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ProvenPerson(person));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);

        var wanted = requests.getRequest(request, response);
        if (wanted == null) {
            return "/";
        }
        requests.removeRequest(request, response);
        return withoutHost(wanted);
    }

    /** The address in the request is as the portal saw it, which a proxy in front may have changed. */
    private static String withoutHost(SavedRequest wanted) {
        var address = URI.create(wanted.getRedirectUrl());
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    /** Two people may have opened their links in one browser: the pages of the first must not go on as theirs. */
    private static void closePagesOfAnother(SignedIn person) {
        var before = SecurityContextHolder.getContext().getAuthentication();
        if (before != null
                && before.getPrincipal() instanceof SignedIn other
                && !other.account().equals(person.account())) {
            var own = UI.getCurrentOrThrow();
            VaadinSession.getCurrent().getUIs().stream()
                    .filter(page -> page != own)
                    .forEach(UI::close);
        }
    }

    /** The person did something. */
    public void active() {
        activity().happened(clock.instant());
    }

    /** How long the person may go on doing nothing. */
    public Duration left() {
        return activity().left(clock.instant());
    }

    /** Idle time after which the session ends. */
    public Duration limit() {
        return activity().limit();
    }

    /** Ends it at the person's wish, and leads to a page that says so. */
    public void end() {
        UI.getCurrentOrThrow().getPage().setLocation("/signed-out");
        SecurityContextHolder.clearContext();
        VaadinServletRequest.getCurrent().getHttpServletRequest().getSession().invalidate();
    }

    private static SessionActivity activity() {
        var session = VaadinServletRequest.getCurrent().getHttpServletRequest().getSession();
        if (session.getAttribute(SessionActivity.ATTRIBUTE) instanceof SessionActivity activity) {
            return activity;
        }
        throw new IllegalStateException("Nobody is signed in");
    }
}
