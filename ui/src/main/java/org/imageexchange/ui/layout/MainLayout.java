package org.imageexchange.ui.layout;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.transfer.Dashboard;
import org.imageexchange.ui.admin.AdminNavigation;
import org.imageexchange.ui.dashboard.DashboardNavigation;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.CurrentPerson;
import org.imageexchange.ui.radiology.RadiologyNavigation;
import org.imageexchange.ui.security.SignedInSession;

/** The frame of every page: whose portal it is, where one can go, who one is, and the way out. */
@Layout
@RolesAllowed("PERSON")
class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {

    private static final int MOST_COUNTED = 99;

    private final Dashboard dashboard;
    private final SignedIn person;
    private final List<RouterLink> links = new ArrayList<>();
    private final Span count = new Span();
    private final Main main = new Main();
    private boolean navigatedBefore;

    MainLayout(Branding branding, CurrentPerson currentPerson, Dashboard dashboard, SignedInSession session) {
        this.dashboard = dashboard;
        this.person = currentPerson.require();
        addClassName("frame");

        main.setId("main");
        main.getElement().setAttribute("tabindex", "-1");
        var skip = new Anchor("#main", "Skip to main content");
        skip.addClassName("skip");
        skip.setRouterIgnore(true);
        // An anchor alone would be taken for a navigation by the router.
        skip.getElement()
                .executeJs("this.addEventListener('click', e => {"
                        + " e.preventDefault(); document.getElementById('main').focus(); })");

        add(skip, header(branding, session), navigation(), main);
        if (!branding.help().isBlank()) {
            add(new Footer(new Span(branding.help())));
        }
        add(new IdleWarning(session));
    }

    private Header header(Branding branding, SignedInSession session) {
        var mark = new Span(branding.mark());
        mark.addClassName("mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        var name = new Span(branding.name());
        name.addClassName("product");
        var who = new Span(person.name());
        who.addClassName("who");
        var signOut = new Button("Sign out", click -> session.end());
        signOut.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        signOut.addClassName("sign-out");

        var inner = new Div(mark, name, who, signOut);
        inner.addClassName("inner");
        return new Header(inner);
    }

    private Nav navigation() {
        var nav = new Nav();
        nav.setAriaLabel("Main");
        var home = DashboardNavigation.home();
        var actionRequired = DashboardNavigation.actionRequired();
        count.addClassName("count");
        actionRequired.add(count);
        links.addAll(List.of(home, actionRequired, DashboardNavigation.all()));
        if (person.is(Role.RADIOLOGY)) {
            links.add(RadiologyNavigation.studies());
        }
        if (person.is(Role.ADMINISTRATOR)) {
            links.add(AdminNavigation.incidents());
            links.add(AdminNavigation.disclaimers());
        }
        var inner = new Div();
        inner.addClassName("inner");
        links.forEach(inner::add);
        nav.add(inner);
        return nav;
    }

    private void showCount() {
        var number = dashboard.actionRequired(person);
        count.setVisible(number > 0);
        count.setText(number >= MOST_COUNTED ? MOST_COUNTED + "+" : String.valueOf(number));
        count.getElement().setAttribute("aria-label", "(" + number + " new)").setAttribute("role", "img");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        showCount();
        var polls = event.getUI().addPollListener(poll -> showCount());
        addDetachListener(detached -> {
            polls.remove();
            detached.unregisterListener();
        });
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
        main.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement content) {
        main.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var here = event.getLocation().getPath();
        for (var link : links) {
            if (link.getHref().equals(here) || (!link.getHref().isEmpty() && here.startsWith(link.getHref() + "/"))) {
                link.getElement().setAttribute("aria-current", "page");
            } else {
                link.getElement().removeAttribute("aria-current");
            }
        }
        showCount();
        if (navigatedBefore) {
            // Like a page that was loaded: whoever hears or tabs begins at its top.
            main.getElement().executeJs("this.querySelector('h1')?.focus()");
        }
        navigatedBefore = true;
    }
}
