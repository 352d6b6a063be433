package org.imageexchange.ui.page;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.InternalServerError;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/** Owns up to a fault of the portal: a number to quote, and no details. */
@AnonymousAllowed
class TroublePage extends InternalServerError implements HasDynamicTitle {

    static final String HEADING = "Something went wrong";
    static final String SENTENCE = "This is a fault of the portal, not of yours. Please try again in a few minutes.";

    private final Branding branding;
    private final Faults faults;

    TroublePage(Branding branding, Faults faults) {
        this.branding = branding;
        this.faults = faults;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var reference = faults.record(parameter.getException());
        getElement().removeAllChildren();
        getElement()
                .appendChild(new PlainPage(
                                branding,
                                HEADING,
                                new Paragraph(SENTENCE),
                                new Paragraph("If it happens again, tell us this number: " + reference),
                                NotFoundPage.home())
                        .getElement());
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() {
        return branding.title(HEADING);
    }
}
