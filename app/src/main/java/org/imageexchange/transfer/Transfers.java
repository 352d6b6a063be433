package org.imageexchange.transfer;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.PackageId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All transfers that were ever made. */
interface Transfers extends Repository<Transfer, TransferId> {

    Transfer save(Transfer transfer);

    Optional<Transfer> findById(TransferId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from Transfer t where t.id = :id")
    Optional<Transfer> findLocked(TransferId id);

    @Query("select t.id from Transfer t where t.packageId = :id order by t.sentAt, t.id")
    List<TransferId> findIdsByPackageId(PackageId id);

    @Query("select t.id from Transfer t where t.forwardedFrom = :id order by t.sentAt, t.id")
    List<TransferId> findIdsOfForwardsOf(TransferId id);

    @Query("select t from Transfer t where t.forwardedFrom = :id order by t.sentAt, t.id")
    List<Transfer> findForwardsOf(TransferId id);

    Optional<Transfer> findBySentByAndRequestKey(AccountId sentBy, UUID requestKey);

    /** One that doesn't exist is answered like one that is somebody else's. */
    default Transfer require(TransferId id) {
        return findById(id).orElseThrow(Transfers::refused);
    }

    /** As {@link #require}, and nobody else changes it until the transaction ends. */
    default Transfer requireLocked(TransferId id) {
        return findLocked(id).orElseThrow(Transfers::refused);
    }

    /** Whether the person made this transfer by passing on one that reaches them in this session. */
    default boolean isPassedOnBy(SignedIn by, Transfer transfer) {
        return transfer.sentBy().equals(by.account())
                && transfer.forwardedFrom().flatMap(this::findById).stream().anyMatch(origin -> origin.reaches(by));
    }

    static AccessRefused refused() {
        return new AccessRefused("There is no such transfer for whoever asked");
    }
}
