package org.imageexchange.passcode;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SignInRequests extends Repository<SignInRequest, UUID> {

    SignInRequest save(SignInRequest request);

    Optional<SignInRequest> findById(UUID id);

    @Query("select r.askedAt from SignInRequest r where r.networkHash = :network order by r.askedAt desc")
    List<Instant> findByNetwork(String network, Pageable page);

    @Query("""
            select r.allowedAt from SignInRequest r
            where r.emailHash = :emailHash and r.allowedAt is not null order by r.allowedAt desc""")
    List<Instant> findAllowed(String emailHash, Pageable page);

    List<SignInRequest> findByStateInOrderById(Collection<SignInRequest.State> states, Limit limit);

    List<SignInRequest> findByStateInAndIdGreaterThanOrderById(
            Collection<SignInRequest.State> states, UUID id, Limit limit);
}
