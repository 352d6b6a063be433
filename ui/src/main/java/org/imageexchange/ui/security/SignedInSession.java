package org.imageexchange.ui.security;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.imageexchange.account.SignUps;
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
    private final SignUps signUps;
    private final Clock clock;
    private final VaadinDefaultRequestCache requests;

    SignedInSession(
            SecurityContextRepository contexts,
            Policies policies,
            SignUps signUps,
            Clock clock,
            VaadinDefaultRequestCache requests) {
        this.contexts = contexts;
        this.policies = policies;
        this.signUps = signUps;
        this.clock = clock;
        this.requests = requests;
    }

    /**
     * Begins it under a new session id, so that an id somebody knew before is worth nothing.
     *
     * @return the address the person wanted before they were asked to sign in, or the start page; somebody who has yet to
     *     sign up does that first
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

        var signUpIsDue = signUps.isDue(person);
        var wanted = wanted(request, response);
        request.getSession().removeAttribute(SignUpGate.WANTED);
        keep(person);
        if (signUpIsDue) {
            request.getSession().setAttribute(SignUpGate.WANTED, wanted);
            return SignUpGate.PAGE;
        }
        return wanted;
    }

    private void keep(SignedIn person) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new ProvenPerson(person));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(
                context,
                VaadinServletRequest.getCurrent().getHttpServletRequest(),
                VaadinServletResponse.getCurrent().getHttpServletResponse());
    }

    private String wanted(HttpServletRequest request, HttpServletResponse response) {
        var wanted = requests.getRequest(request, response);
        if (wanted == null) {
            return "/";
        }
        requests.removeRequest(request, response);
        return withoutHost(wanted);
    }

    /** The person has signed up under this name; returns the address that they wanted before. */
    public String signedUp(SignedIn person, String name) {
        keep(new SignedIn(
                person.account(), name, person.email(), person.institution(), person.roles(), person.proven()));
        return SignUpGate.open(VaadinServletRequest.getCurrent().getHttpServletRequest());
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

    /** The person has signed up in another session; returns the address that they wanted in this one. */
    public String signedUpElsewhere() {
        return SignUpGate.open(VaadinServletRequest.getCurrent().getHttpServletRequest());
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
