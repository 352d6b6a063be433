package org.imageexchange.notification;

import java.time.Instant;
import java.time.ZoneId;

/** What is said to somebody: one record per template. None can hold patient data: there is no component for it. */
public sealed interface Notice
        permits Notice.Invitation,
                Notice.ForwardedInvitation,
                Notice.TransferForwarded,
                Notice.SignInLink,
                Notice.Passcode {

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
     * Images wait that somebody passed on.
     *
     * @param forwarder who passed them on, in their own words: not to be trusted with a link or a line
     * @param origin the institution that they came from
     * @param link the full address of the page that sends the passcode
     * @param until when the images can no longer be opened
     */
    record ForwardedInvitation(
            String recipientName, String forwarder, String origin, String link, Instant until, ZoneId zone)
            implements Notice {
        @Override
        public String toString() {
            return "ForwardedInvitation[hidden]";
        }
    }

    /**
     * For the institution that sent a transfer: its recipient passed it on. No names: the recipient may be the patient.
     *
     * @param page the full address of the portal
     */
    record TransferForwarded(Instant at, String page, ZoneId zone) implements Notice {}

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
