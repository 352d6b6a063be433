package org.imageexchange.notification;

import java.time.Instant;
import java.time.ZoneId;

/** What is said to somebody: one record per template. None can hold patient data: there is no component for it. */
public sealed interface Notice permits Notice.Invitation, Notice.SignInLink, Notice.Passcode {

    /**
     * Images wait for the recipient.
     *
     * @param sender the sending institution
     * @param link the full address of the page that sends the passcode
     * @param until when the images can no longer be opened
     */
    record Invitation(String recipientName, String sender, String link, Instant until, ZoneId zone) implements Notice {
        @Override
        public String toString() {
            return "Invitation[hidden]";
        }
    }

    /**
     * The way in for somebody who asked for it on the front page.
     *
     * @param link the full address of the page that sends the passcode
     */
    record SignInLink(String link, Instant until, ZoneId zone) implements Notice {
        @Override
        public String toString() {
            return "SignInLink[hidden]";
        }
    }

    /** A one-time passcode; {@code minutes} it lives. */
    record Passcode(String code, int minutes) implements Notice {
        @Override
        public String toString() {
            return "Passcode[hidden]";
        }
    }
}
