package org.imageexchange.ui.dashboard;

import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.imageexchange.transfer.Dashboard.Listing;
import org.imageexchange.ui.page.Branding;

/** The last 28 days, and whatever is still open. */
@Route("all")
@RolesAllowed("PERSON")
final class AllView extends TransferView {

    AllView(Branding branding, TransferPages pages) {
        super(branding, "All", "The last 28 days, and older transfers that are still open.", Listing.ALL, pages);
    }
}
