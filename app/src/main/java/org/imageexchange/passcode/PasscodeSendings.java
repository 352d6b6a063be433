package org.imageexchange.passcode;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PasscodeSendings extends Repository<PasscodeSending, PasscodeSending.Id> {

    PasscodeSending save(PasscodeSending sending);

    @Query("""
            select s.allowedAt from PasscodeSending s
            where s.account = :account and s.channelHash = :channel order by s.allowedAt desc""")
    List<Instant> findByChannel(AccountId account, String channel, Pageable page);

    /** It went to another channel than the one that was asked for, and counts there. */
    @Modifying
    @Query("""
            update PasscodeSending s set s.channelHash = :channel
            where s.id.challenge = :challenge and s.id.asked = :asked""")
    void divert(UUID challenge, int asked, String channel);

    @Query("""
            select count(s) > 0 from PasscodeSending s
            where s.id.challenge = :challenge and s.id.asked = :asked and s.channelHash = :channel""")
    boolean isDiverted(UUID challenge, int asked, String channel);

    @Query("select s.allowedAt from PasscodeSending s where s.networkHash = :network order by s.allowedAt desc")
    List<Instant> findByNetwork(String network, Pageable page);
}
