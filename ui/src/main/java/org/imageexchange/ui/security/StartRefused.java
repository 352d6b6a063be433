package org.imageexchange.ui.security;

/** The portal must not start as it is set up; says why, and what to do. */
final class StartRefused extends RuntimeException {

    private final String action;

    StartRefused(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
