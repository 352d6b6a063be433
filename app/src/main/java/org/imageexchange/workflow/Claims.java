package org.imageexchange.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps which process instance may work for a process key.
 *
 * <p>The engine drops a repeated start message only while the first one lives. A later repeat makes a second instance;
 * it finds the claim taken and ends. Only the reconciler takes a claim away, once it knows that the instance is lost.
 */
@Component
class Claims {

    /** Instance keys repeat when an engine begins anew, so a claim names its engine too. */
    record Claim(String processKey, UUID engine, long processInstanceKey, Instant claimedAt) {}

    private static final RowMapper<Claim> ROW = (row, number) -> new Claim(
            row.getString("process_key"),
            row.getObject("engine", UUID.class),
            row.getLong("process_instance_key"),
            row.getObject("claimed_at", OffsetDateTime.class).toInstant());

    private final JdbcClient jdbc;
    private final Clock clock;

    Claims(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether the instance has the key, now or since an earlier call; call it outside a transaction. */
    boolean claim(String processKey, UUID engine, long processInstanceKey) {
        try {
            jdbc.sql("insert into process_claim (process_key, engine, process_instance_key, claimed_at)"
                            + " values (:key, :engine, :instance, :now)")
                    .param("key", processKey)
                    .param("engine", engine)
                    .param("instance", processInstanceKey)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return find(processKey)
                    .filter(claim -> claim.engine().equals(engine) && claim.processInstanceKey() == processInstanceKey)
                    .isPresent();
        }
    }

    Optional<Claim> find(String processKey) {
        return jdbc.sql("select * from process_claim where process_key = :key")
                .param("key", processKey)
                .query(ROW)
                .optional();
    }

    Map<String, Claim> findAll(Collection<String> processKeys) {
        if (processKeys.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select * from process_claim where process_key in (:keys)")
                .param("keys", processKeys)
                .query(ROW)
                .list()
                .stream()
                .collect(Collectors.toMap(Claim::processKey, Function.identity()));
    }

    /** What the instance works for. */
    Optional<String> processKeyOf(UUID engine, long processInstanceKey) {
        return jdbc.sql(
                        "select process_key from process_claim where engine = :engine and process_instance_key = :instance")
                .param("engine", engine)
                .param("instance", processInstanceKey)
                .query(String.class)
                .optional();
    }

    /** Old claims in the order of their keys, after the given one. */
    List<Claim> claimedBefore(Instant instant, String afterKey, int limit) {
        return jdbc.sql("select * from process_claim where claimed_at < :instant and process_key > :after"
                        + " order by process_key limit :limit")
                .param("instant", instant.atOffset(ZoneOffset.UTC))
                .param("after", afterKey)
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    /** Gives the key back; false when somebody else did it first. */
    boolean release(Claim claim) {
        return jdbc.sql("delete from process_claim"
                                + " where process_key = :key and engine = :engine and process_instance_key = :instance")
                        .param("key", claim.processKey())
                        .param("engine", claim.engine())
                        .param("instance", claim.processInstanceKey())
                        .update()
                == 1;
    }
}
