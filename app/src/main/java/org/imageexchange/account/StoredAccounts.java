package org.imageexchange.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface StoredAccounts extends Repository<StoredAccount, AccountId> {

    StoredAccount save(StoredAccount account);

    Optional<StoredAccount> findById(AccountId id);

    Optional<StoredAccount> findByEmail(String email);

    /** Two senders may name a new person in the same moment; the account of the first stays. */
    @Modifying
    @NativeQuery("""
            insert into account (id, email, name, organisation, created_at)
            values (:id, :email, :name, :organisation, :now)
            on conflict do nothing""")
    void insertUnlessThere(UUID id, String email, String name, String organisation, Instant now);

    @Modifying
    @NativeQuery("""
            update account_channel set named_at = :now
            where account_id = :account and kind = :kind and target = :target""")
    int touchChannel(UUID account, String kind, String target, Instant now);

    @Modifying
    @NativeQuery("""
            insert into account_channel (account_id, kind, target, named_at)
            values (:account, :kind, :target, :now)
            on conflict do nothing""")
    void insertChannelUnlessThere(UUID account, String kind, String target, Instant now);

    /** The channels that senders named, the newest first. */
    @NativeQuery("""
            select kind, target from account_channel
            where account_id = :account order by named_at desc, kind desc, target limit :limit""")
    List<NamedChannel> findNamedChannels(UUID account, int limit);

    /** A row of {@code account_channel}. */
    interface NamedChannel {
        String getKind();

        String getTarget();
    }
}
