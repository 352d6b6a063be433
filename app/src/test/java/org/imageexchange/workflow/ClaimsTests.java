package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WorkflowTest
class ClaimsTests {

    private static final UUID ENGINE = UUID.randomUUID();

    @Autowired
    private Claims claims;

    private final String key = UUID.randomUUID().toString();
    private final long instance = Math.abs(UUID.randomUUID().getMostSignificantBits());

    @Test
    void the_first_instance_has_the_key_however_often_its_job_comes() {
        assertThat(claims.claim(key, ENGINE, instance)).isTrue();
        assertThat(claims.claim(key, ENGINE, instance)).isTrue();
        assertThat(claims.processKeyOf(ENGINE, instance)).contains(key);
    }

    @Test
    void a_second_instance_finds_the_key_taken() {
        claims.claim(key, ENGINE, instance);

        assertThat(claims.claim(key, ENGINE, instance + 1)).isFalse();
        assertThat(claims.processKeyOf(ENGINE, instance + 1)).isEmpty();
    }

    @Test
    void an_engine_that_began_anew_counts_its_instances_from_the_start_and_has_no_claim_of_the_old_one() {
        claims.claim(key, ENGINE, instance);

        assertThat(claims.claim(key, UUID.randomUUID(), instance)).isFalse();
    }

    @Test
    void a_key_that_was_given_back_can_be_claimed_again_and_given_back_only_once() {
        claims.claim(key, ENGINE, instance);
        var claim = claims.find(key).orElseThrow();

        assertThat(claims.release(claim)).isTrue();
        assertThat(claims.release(claim)).isFalse();
        assertThat(claims.claim(key, ENGINE, instance + 1)).isTrue();
    }

    @Test
    void of_many_instances_at_once_exactly_one_gets_the_key() {
        var tries = LongStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> claims.claim(key, ENGINE, instance + i), Thread::startVirtualThread))
                .toList();

        assertThat(tries).extracting(CompletableFuture::join).containsOnlyOnce(true);
    }

    @Test
    void claims_are_found_by_their_keys() {
        claims.claim(key, ENGINE, instance);

        assertThat(claims.findAll(List.of(key, "unknown"))).containsOnlyKeys(key);
        assertThat(claims.findAll(List.of())).isEmpty();
    }
}
