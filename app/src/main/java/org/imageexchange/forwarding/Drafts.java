package org.imageexchange.forwarding;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.AccountId;
import org.imageexchange.transfer.TransferId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All forwards that were ever begun. */
interface Drafts extends Repository<Draft, DraftId> {

    Draft save(Draft draft);

    Optional<Draft> findById(DraftId id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Draft d where d.id = :id")
    Optional<Draft> findLocked(DraftId id);

    /** Without reading the draft itself, which is read only under the lock: one that was read before would be stale. */
    @Query("select d.transfer from Draft d where d.id = :id")
    Optional<TransferId> findTransfer(DraftId id);

    @Query("select d.author from Draft d where d.id = :id")
    Optional<AccountId> findAuthor(DraftId id);

    @Query("select d from Draft d where d.author = :author and d.requestKey = :key")
    Optional<Draft> findByRequest(AccountId author, UUID key);

    @Query("""
            select d from Draft d where d.transfer = :transfer and d.author = :author and d.state = OPEN
            order by d.begunAt, d.id""")
    List<Draft> findOpen(TransferId transfer, AccountId author);

    @Query("select d from Draft d where d.transfer = :transfer and d.state = FORWARDED order by d.begunAt, d.id")
    List<Draft> findForwarded(TransferId transfer);

    /** The draft's process has nothing left to do. */
    @Modifying
    @Transactional
    @Query("update Draft d set d.working = false where d.id = :id")
    void finish(DraftId id);

    /** One that doesn't exist is answered like one that is somebody else's. */
    default Draft require(DraftId id) {
        return findById(id).orElseThrow(Drafts::refused);
    }

    /** As {@link #require}, and nobody else changes it until the transaction ends. */
    default Draft requireLocked(DraftId id) {
        return findLocked(id).orElseThrow(Drafts::refused);
    }

    static AccessRefused refused() {
        return new AccessRefused("There is no such draft for whoever asked");
    }
}
