package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouterLink;

/** The ways to a person's transfers. */
public final class DashboardNavigation {

    private DashboardNavigation() {}

    public static RouterLink home() {
        return new RouterLink("Home", HomeView.class);
    }

    public static RouterLink actionRequired() {
        return new RouterLink("Action Required", ActionRequiredView.class);
    }

    public static RouterLink all() {
        return new RouterLink("All", AllView.class);
    }

    public static void goToAll(UI ui) {
        ui.navigate(AllView.class);
    }
}
