package org.imageexchange.transfer;

/** Where a transfer is in its life. */
public enum TransferStatus {
    PREPARING,
    NEW,
    COMPLETE,
    DECLINED,
    WITHDRAWN,
    EXPIRED,
    FAILED
}
