package org.imageexchange.processes;

/** The forms of the user tasks; each id is its file's name. */
public final class Forms {

    public static final String CHOOSE_DESTINATION = "choose-destination";
    public static final String CREATE_RECIPIENT = "create-recipient";
    public static final String ADDITIONAL_INFO = "additional-info";
    public static final String MESSAGES = "messages";
    public static final String APPROVE_DISCLAIMER = "approve-disclaimer";

    private Forms() {}
}
