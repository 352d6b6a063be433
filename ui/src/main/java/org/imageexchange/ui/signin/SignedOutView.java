package org.imageexchange.ui.signin;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.PlainPage;

/** Confirms that somebody has signed out. */
@Route(value = "signed-out", autoLayout = false)
@AnonymousAllowed
class SignedOutView extends PlainPage implements HasDynamicTitle {

    private static final String HEADING = "You have signed out";

    private final Branding branding;

    SignedOutView(Branding branding) {
        super(
                branding,
                HEADING,
                new Paragraph("You can close this window. Files that you have downloaded stay on your computer: "
                        + "delete them when you no longer need them."),
                LinkEndedView.wayIn("Sign in again"));
        this.branding = branding;
    }

    @Override
    public String getPageTitle() {
        return branding.title(HEADING);
    }
}
