package org.imageexchange.ui.dashboard;

import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.imageexchange.transfer.Dashboard.Listing;
import org.imageexchange.ui.page.Branding;

/** The overview: the newest of both directions, and whether something waits for me. */
@Route("")
@RolesAllowed("PERSON")
final class HomeView extends TransferView {

    HomeView(Branding branding, TransferPages pages) {
        super(branding, "Home", "The newest transfers to you and from your institution.", Listing.HOME, pages);
        addBeforeList(new Waiting(pages.dashboard(), pages.person()));
    }
}
