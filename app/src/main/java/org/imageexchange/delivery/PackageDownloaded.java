package org.imageexchange.delivery;

import java.time.Instant;
import org.imageexchange.account.AccountId;
import org.imageexchange.audit.Audited;
import org.imageexchange.transfer.TransferId;

/**
 * Somebody was sent bytes of a package.
 *
 * @param byRecipient whether that was the transfer's recipient, not its sender
 * @param firstByte of those sent
 * @param sentUntil the first byte behind them
 * @param bytes of the whole package
 */
public record PackageDownloaded(
        TransferId transfer, AccountId by, boolean byRecipient, long firstByte, long sentUntil, long bytes, Instant at)
        implements Audited {}
