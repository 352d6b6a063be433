package org.imageexchange.ui.admin;

import com.vaadin.flow.router.RouterLink;

/** The ways to an administrator's pages. */
public final class AdminNavigation {

    private AdminNavigation() {}

    public static RouterLink incidents() {
        return new RouterLink("Incidents", IncidentsView.class);
    }

    public static RouterLink disclaimers() {
        return new RouterLink("Disclaimers", DisclaimersView.class);
    }
}
