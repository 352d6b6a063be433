package org.imageexchange.passcode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Challenges extends Repository<Challenge, UUID> {

    Challenge save(Challenge challenge);

    Optional<Challenge> findById(UUID id);

    /** Read before the account's guard is locked, so it must not bring the challenge as it was before. */
    @Query("select c.account from Challenge c where c.id = :id")
    Optional<AccountId> findAccount(UUID id);

    /** Without those that were refused at once: trying again must not prolong the wait. */
    @Query("""
            select c.begunAt from Challenge c
            where c.account = :account and c.started = true order by c.begunAt desc""")
    List<Instant> findBeginnings(AccountId account, Pageable page);

    List<Challenge> findByStateOrderById(Challenge.State state, Limit limit);

    List<Challenge> findByStateAndIdGreaterThanOrderById(Challenge.State state, UUID id, Limit limit);
}
