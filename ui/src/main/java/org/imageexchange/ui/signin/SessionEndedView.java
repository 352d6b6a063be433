package org.imageexchange.ui.signin;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.PlainPage;

/** Says why somebody who did not sign out is no longer signed in. */
@Route(value = SessionEndedView.PATH, autoLayout = false)
@AnonymousAllowed
class SessionEndedView extends PlainPage implements HasDynamicTitle {

    static final String PATH = "session-ended";

    private static final String HEADING = "Your session has ended";

    private final Branding branding;

    SessionEndedView(Branding branding) {
        super(
                branding,
                HEADING,
                new Paragraph("You were signed out because nothing had happened for a while. "
                        + "This protects patients’ images on a computer that somebody else may use."),
                new Paragraph("Nothing that you sent has been lost. To go on, open the link in your e-mail again, "
                        + "or ask for a new one:"),
                LinkEndedView.wayIn("Sign in again"));
        this.branding = branding;
    }

    @Override
    public String getPageTitle() {
        return branding.title(HEADING);
    }
}
