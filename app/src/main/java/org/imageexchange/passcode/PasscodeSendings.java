package org.imageexchange.passcode;

import java.time.Instant;
import java.util.List;
import org.imageexchange.account.AccountId;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PasscodeSendings extends Repository<PasscodeSending, PasscodeSending.Id> {

    PasscodeSending save(PasscodeSending sending);

    @Query("""
            select s.allowedAt from PasscodeSending s
            where s.account = :account and s.channelHash = :channel order by s.allowedAt desc""")
    List<Instant> findByChannel(AccountId account, String channel, Pageable page);

    @Query("select s.allowedAt from PasscodeSending s where s.networkHash = :network order by s.allowedAt desc")
    List<Instant> findByNetwork(String network, Pageable page);
}
