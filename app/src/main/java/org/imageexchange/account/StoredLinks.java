package org.imageexchange.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StoredLinks extends Repository<SignInLink, UUID> {

    SignInLink save(SignInLink link);

    Optional<SignInLink> findById(UUID id);

    Optional<SignInLink> findByTokenHash(String tokenHash);

    @Modifying(flushAutomatically = true)
    @Query("update SignInLink l set l.endedAt = :now where l.purpose = :purpose and l.endedAt is null")
    void end(String purpose, Instant now);
}
