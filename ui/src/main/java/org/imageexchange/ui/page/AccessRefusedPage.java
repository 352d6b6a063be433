package org.imageexchange.ui.page;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.imageexchange.account.AccessRefused;

/** Looks like {@link NotFoundPage}: what is not one's own does not exist. */
@Tag("div")
@AnonymousAllowed
class AccessRefusedPage extends Div implements HasErrorParameter<AccessRefused>, HasDynamicTitle {

    private final Branding branding;

    AccessRefusedPage(Branding branding) {
        this.branding = branding;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessRefused> parameter) {
        removeAll();
        add(NotFoundPage.page(branding));
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return branding.title(NotFoundPage.HEADING);
    }
}
