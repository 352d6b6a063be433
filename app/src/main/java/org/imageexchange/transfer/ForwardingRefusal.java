package org.imageexchange.transfer;

/** Why a transfer may not be passed on. */
public enum ForwardingRefusal {
    NOT_THE_RECIPIENT,
    ALREADY_A_FORWARD,
    NOT_READY,
    FAILED,
    DECLINED,
    WITHDRAWN,
    EXPIRED,
    /** It was passed on as often as it may be, or is being passed on. */
    NONE_LEFT
}
