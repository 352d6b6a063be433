package org.imageexchange.ui.page;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose portal it is: a setting, not code.
 *
 * @param name of the portal, on every page
 * @param mark the few letters of the logo
 * @param help whom to ask, a sentence shown below every page; empty for none
 */
@ConfigurationProperties("portal.branding")
public record Branding(
        @DefaultValue("Image Exchange Portal") String name,
        @DefaultValue("IEP") String mark,
        @DefaultValue("") String help) {

    /** The title of a browser window. */
    public String title(String page) {
        return page + " – " + name;
    }
}
