package org.imageexchange.ui.dashboard;

import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.imageexchange.transfer.Dashboard.Listing;
import org.imageexchange.ui.page.Branding;

/** What is new for me. */
@Route("action-required")
@RolesAllowed("PERSON")
final class ActionRequiredView extends TransferView {

    ActionRequiredView(Branding branding, TransferPages pages) {
        super(
                branding,
                "Action Required",
                "Images that were sent to you and that you have not collected yet.",
                Listing.ACTION_REQUIRED,
                pages);
    }
}
