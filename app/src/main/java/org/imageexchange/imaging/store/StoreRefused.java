package org.imageexchange.imaging.store;

/** The portal must not start on this store; says why, and what to do. */
public final class StoreRefused extends RuntimeException {

    private final String action;

    StoreRefused(String description, String action) {
        super(description);
        this.action = action;
    }

    StoreRefused(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** What the operator can do about it. */
    public String action() {
        return action;
    }
}
