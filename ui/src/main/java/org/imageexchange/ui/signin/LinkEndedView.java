package org.imageexchange.ui.signin;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.PlainPage;

/** A link that is unknown, expired or ended: all look the same, and there is a way on. */
@Route(value = LinkEndedView.PATH, autoLayout = false)
@AnonymousAllowed
class LinkEndedView extends PlainPage implements HasDynamicTitle {

    static final String PATH = "link-ended";

    private static final String HEADING = "This link no longer works";

    private final Branding branding;

    LinkEndedView(Branding branding) {
        super(
                branding,
                HEADING,
                new Paragraph("It has expired, was replaced by a newer one, or is not complete. "
                        + "If it was split over two lines in your e-mail, copy both parts."),
                new Paragraph("If we have sent you a newer e-mail, use the link in that one. "
                        + "Otherwise ask for a new link:"),
                wayIn("Get a new sign-in link"));
        this.branding = branding;
    }

    static Anchor wayIn(String text) {
        var anchor = new Anchor("/" + SignInView.PATH, text);
        anchor.setRouterIgnore(true);
        anchor.addClassName("way-on");
        return anchor;
    }

    @Override
    public String getPageTitle() {
        return branding.title(HEADING);
    }
}
