package org.imageexchange.passcode;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountGuards extends Repository<AccountGuard, AccountId> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from AccountGuard g where g.account = :account")
    Optional<AccountGuard> lock(AccountId account);

    @Modifying
    @NativeQuery("insert into passcode_guard (account_id, failures) values (:account, 0) on conflict do nothing")
    void insertUnlessThere(UUID account);

    /** Waits until nobody else decides about this account's codes. */
    default AccountGuard require(AccountId account) {
        return lock(account).orElseGet(() -> {
            insertUnlessThere(account.value());
            return lock(account).orElseThrow();
        });
    }
}
