package org.imageexchange.ui.signin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.PlainPage;

/** A page after which somebody is in. */
abstract class ArrivingPage extends PlainPage {

    ArrivingPage(Branding branding, String heading) {
        super(branding, heading);
    }

    /** Leads on to where the person wanted to go. */
    final void arrive(String wanted) {
        if (wanted.contains("/download/")) {
            // The browser saves the file and stays on this page, so the page must lead on.
            setHeading("You are signed in");
            var home = new Anchor("/", "Go to your images");
            home.setRouterIgnore(true);
            home.addClassName("way-on");
            show(new Paragraph("Your download begins in a moment."), home);
        }
        UI.getCurrent().getPage().setLocation(wanted);
    }
}
