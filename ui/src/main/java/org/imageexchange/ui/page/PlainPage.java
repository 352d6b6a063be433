package org.imageexchange.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;

/** A page with one card and nothing around it: for everybody who is not, or no longer, signed in. */
public class PlainPage extends Div {

    private final Main card = new Main();
    private final H1 heading;

    public PlainPage(Branding branding, String heading, Component... content) {
        this.heading = new H1(heading);
        this.heading.getElement().setAttribute("tabindex", "-1");
        addClassName("plain-page");

        var mark = new Span(branding.mark());
        mark.addClassName("mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        var name = new Span(branding.name());
        name.addClassName("product");
        var header = new Header(mark, name);

        card.addClassName("card");
        card.add(this.heading);
        card.add(content);
        add(header, card);
        if (!branding.help().isBlank()) {
            add(new Footer(new Span(branding.help())));
        }
    }

    /** Replaces what the card says below its heading. */
    protected final void show(Component... content) {
        card.removeAll();
        card.add(heading);
        card.add(content);
    }

    protected final void setHeading(String text) {
        heading.setText(text);
    }
}
