package org.imageexchange.ui.taskform;

/** A form asks for what the portal does not do; better not shown at all than shown without it. */
public final class UnsupportedForm extends RuntimeException {

    UnsupportedForm(String form, String component, String what) {
        super("Form “%s”, %s: %s".formatted(form, component, what));
    }
}
