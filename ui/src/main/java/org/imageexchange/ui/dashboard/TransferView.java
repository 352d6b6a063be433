package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import org.imageexchange.transfer.Dashboard.Listing;
import org.imageexchange.ui.page.Branding;

/** A page that is a list of transfers; the three of the guide differ in what they list. */
abstract sealed class TransferView extends Div implements HasDynamicTitle
        permits HomeView, ActionRequiredView, AllView {

    private final Branding branding;
    private final String name;

    TransferView(Branding branding, String name, String intro, Listing listing, TransferPages pages) {
        this.branding = branding;
        this.name = name;
        addClassName("page");
        var heading = new H1(name);
        heading.getElement().setAttribute("tabindex", "-1");
        var sentence = new Paragraph(intro);
        sentence.addClassName("intro");
        var list = new TransferList(name, listing, pages);
        var head = new Div(new Div(heading, sentence), list.tools());
        head.addClassName("page-head");
        add(head, list);
    }

    /** Shows something between the heading and the list. */
    final void addBeforeList(Component component) {
        addComponentAtIndex(1, component);
    }

    @Override
    public final String getPageTitle() {
        return branding.title(name);
    }
}
