package org.imageexchange.passcode;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The wrong tries that still count, by channel; read and written under the lock of the account's guard. */
interface Failures extends Repository<ChannelFailures, ChannelFailures.Id> {

    Optional<ChannelFailures> findById(ChannelFailures.Id id);

    ChannelFailures save(ChannelFailures failures);

    void deleteById(ChannelFailures.Id id);

    @Query("select coalesce(sum(f.failures), 0) from ChannelFailures f where f.id.account = :account")
    int count(UUID account);

    @Modifying
    @Query("delete from ChannelFailures f where f.id.account = :account")
    void deleteByAccount(UUID account);
}
