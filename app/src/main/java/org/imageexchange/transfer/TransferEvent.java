package org.imageexchange.transfer;

import java.time.Instant;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.audit.Audited;

/** What happened to a transfer. */
public sealed interface TransferEvent extends Audited {

    TransferId transfer();

    record TransferSent(TransferId transfer, AccountId by, InstitutionId institution, Instant at)
            implements TransferEvent {}

    record TransferMadeAvailable(TransferId transfer, InstitutionId institution, Instant at) implements TransferEvent {}

    /** It can't be delivered; business, not failure. */
    record TransferFailed(TransferId transfer, InstitutionId institution, Instant at) implements TransferEvent {}

    /** Its package can't be read any more, and is built again. */
    record PackageLost(TransferId transfer, InstitutionId institution, Instant at) implements TransferEvent {}

    record TransferTriedAgain(TransferId transfer, AccountId by, InstitutionId institution, Instant at)
            implements TransferEvent {}

    record ContactCorrected(TransferId transfer, AccountId by, InstitutionId institution, Instant at)
            implements TransferEvent {}

    record TransferWithdrawn(TransferId transfer, AccountId by, InstitutionId institution, Instant at)
            implements TransferEvent {}

    /** Its recipient passed it on: {@code made} is the transfer that came of it. */
    record TransferForwarded(TransferId transfer, TransferId made, AccountId by, InstitutionId institution, Instant at)
            implements TransferEvent {}

    /** Its recipient began to download it for the first time. */
    record TransferOpened(TransferId transfer, AccountId by, Instant at) implements TransferEvent {}

    /** Its recipient was sent every byte of it. */
    record TransferCompleted(TransferId transfer, AccountId by, Instant at) implements TransferEvent {}
}
