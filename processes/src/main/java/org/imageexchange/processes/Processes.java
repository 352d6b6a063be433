package org.imageexchange.processes;

/** The processes; each id is its file's name, and its message start's claim works by {@link Variables#PROCESS_KEY}. */
public final class Processes {

    public static final String SEND_IMAGES = "send-images";
    public static final String DELIVER_PACKAGE = "deliver-package";
    public static final String ISSUE_PASSCODE = "issue-passcode";
    public static final String MAIL_SIGN_IN_LINK = "mail-sign-in-link";
    public static final String FORWARD_TRANSFER = "forward-transfer";
    public static final String APPROVE_DISCLAIMER = "approve-disclaimer";

    private Processes() {}
}
