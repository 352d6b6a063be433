package org.imageexchange.ui.page;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.RouteNotFoundError;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/** Says that there is nothing, and the same of what belongs to somebody else. */
@AnonymousAllowed
class NotFoundPage extends RouteNotFoundError implements HasDynamicTitle {

    static final String HEADING = "Page not found";
    static final String SENTENCE = "There is nothing here, or it is not yours to see.";

    private final Branding branding;

    NotFoundPage(Branding branding) {
        this.branding = branding;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        getElement().removeAllChildren();
        getElement().appendChild(page(branding).getElement());
        return HttpServletResponse.SC_NOT_FOUND;
    }

    static PlainPage page(Branding branding) {
        return new PlainPage(
                branding,
                HEADING,
                new Paragraph(SENTENCE),
                new Paragraph("If you typed the address, check that it is right."),
                home());
    }

    static Anchor home() {
        var home = new Anchor("/", "Go to the start page");
        home.setRouterIgnore(true);
        home.addClassName("way-on");
        return home;
    }

    @Override
    public String getPageTitle() {
        return branding.title(HEADING);
    }
}
