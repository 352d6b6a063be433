package org.imageexchange.notification;

/** The kinds of ways out of the portal. */
public enum Channel {
    EMAIL,
    SMS
}
