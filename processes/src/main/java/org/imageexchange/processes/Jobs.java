package org.imageexchange.processes;

/** The job types of the models; each has exactly one worker. */
public final class Jobs {

    public static final String CLAIM_PROCESS = "exchange.claimProcess";
    public static final String PREPARE_PACKAGE = "exchange.preparePackage";
    public static final String MAKE_AVAILABLE = "exchange.makeAvailable";
    public static final String INVITE_RECIPIENT = "exchange.inviteRecipient";
    public static final String RECORD_NOT_DELIVERABLE = "exchange.recordNotDeliverable";
    public static final String CHECK_PASSCODE_LIMITS = "exchange.checkPasscodeLimits";
    public static final String SEND_PASSCODE = "exchange.sendPasscode";
    public static final String EXPIRE_PASSCODE = "exchange.expirePasscode";
    public static final String MAIL_SIGN_IN_LINK = "exchange.mailSignInLink";
    public static final String RESERVE_FORWARD = "exchange.reserveForward";
    public static final String FIND_RECIPIENT = "exchange.findRecipient";
    public static final String RECORD_APPROVAL = "exchange.recordApproval";
    public static final String FORWARD_TRANSFER = "exchange.forwardTransfer";
    public static final String INFORM_HOSPITAL = "exchange.informHospital";
    public static final String GIVE_BACK_RESERVATION = "exchange.giveBackReservation";

    private Jobs() {}
}
