package org.imageexchange.account;

/** What an account may do beyond receiving images. */
public enum Role {
    /** Uploads studies and sends them for an institution. */
    RADIOLOGY,
    /** Looks after people and watches the processes; sees no images. */
    ADMINISTRATOR
}
