package org.imageexchange.ui.radiology;

import com.vaadin.flow.router.RouterLink;

/** The ways to radiology's pages. */
public final class RadiologyNavigation {

    private RadiologyNavigation() {}

    public static RouterLink studies() {
        return new RouterLink("Studies", StudiesView.class);
    }
}
