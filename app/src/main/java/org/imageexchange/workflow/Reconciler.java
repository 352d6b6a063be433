package org.imageexchange.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imageexchange.workflow.Claims.Claim;
import org.imageexchange.workflow.OpenProcesses.Start;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts again what lost its process: because the engine's data was lost, or somebody cancelled the instance.
 *
 * <p>A row is open until its process has nothing left to do. It is lost when no start message for it is on its way, and
 * the instance that claimed it doesn't run, or none ever claimed it. An instance may end between the reading of the row
 * and the question whether it runs, so a row counts as lost only when two passes find it so with the same claim.
 */
@Component
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /** How long a row must have been seen lost. */
    static final Duration GRACE = Duration.ofSeconds(4);

    /** How long after its start message an instance may take to claim, before it is taken for lost. */
    static final Duration CLAIM_WITHIN = Duration.ofMinutes(10);

    private static final int PAGE = 200;

    private record Suspect(@Nullable Claim claim, Instant since) {}

    /** A start message that was written for a key; published when it has an engine. */
    private record Sent(
            String processKey,
            @Nullable UUID engine,
            @Nullable Instant publishedAt) {}

    private final List<OpenProcesses> features;
    private final ProcessEngine engine;
    private final Claims claims;
    private final ProcessOutbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final Map<String, Suspect> suspects = new HashMap<>();

    Reconciler(
            ObjectProvider<OpenProcesses> features,
            ProcessEngine engine,
            Claims claims,
            ProcessOutbox outbox,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.features = features.orderedStream().toList();
        this.engine = engine;
        this.claims = claims;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Looks at every open row once; returns how many processes were started again. */
    synchronized int pass() {
        var lost = new HashSet<String>();
        var started = 0;
        for (var feature : features) {
            var after = "";
            List<Start> page;
            do {
                page = feature.openAfter(after, PAGE);
                started += pass(feature.message(), page, lost);
                after = page.isEmpty() ? after : page.getLast().processKey();
            } while (page.size() == PAGE);
        }
        suspects.keySet().retainAll(lost);
        return started;
    }

    private int pass(String message, List<Start> page, Set<String> lost) {
        var keys = page.stream().map(Start::processKey).toList();
        var claimed = claims.findAll(keys);
        var sent = sent(keys);
        var started = 0;
        for (var row : page) {
            var claim = claimed.get(row.processKey());
            if (!isLost(claim, sent.getOrDefault(row.processKey(), List.of()))) {
                continue;
            }
            lost.add(row.processKey());
            if (isLostForLong(row.processKey(), claim) && startAgain(message, row, claim)) {
                started++;
            }
        }
        return started;
    }

    private boolean isLost(@Nullable Claim claim, List<Sent> sent) {
        if (sent.stream().anyMatch(message -> message.engine() == null)) {
            return false;
        }
        if (claim != null) {
            return !claim.engine().equals(engine.identity()) || !engine.isActive(claim.processInstanceKey());
        }
        var from = clock.instant().minus(CLAIM_WITHIN);
        return sent.stream()
                .noneMatch(message -> engine.identity().equals(message.engine())
                        && message.publishedAt() != null
                        && message.publishedAt().isAfter(from));
    }

    private boolean isLostForLong(String processKey, @Nullable Claim claim) {
        var now = clock.instant();
        var suspect = suspects.get(processKey);
        if (suspect == null || !Optional.ofNullable(suspect.claim()).equals(Optional.ofNullable(claim))) {
            suspects.put(processKey, new Suspect(claim, now));
            return false;
        }
        return !suspect.since().plus(GRACE).isAfter(now);
    }

    private boolean startAgain(String message, Start row, @Nullable Claim claim) {
        var started = transaction.execute(status -> {
            if (claim != null && !claims.release(claim)) {
                return false; // another portal was faster
            }
            outbox.start(message, row.processKey(), row.variables());
            return true;
        });
        if (!Boolean.TRUE.equals(started)) {
            return false;
        }
        suspects.remove(row.processKey());
        log.info("Process {} was lost and is started again", row.processKey());
        return true;
    }

    private Map<String, List<Sent>> sent(List<String> processKeys) {
        if (processKeys.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select correlation_key, engine, published_at from process_outbox"
                        + " where correlation_key in (:keys) and starts")
                .param("keys", processKeys)
                .query((row, number) -> new Sent(
                        row.getString("correlation_key"),
                        row.getObject("engine", UUID.class),
                        Optional.ofNullable(row.getObject("published_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Sent::processKey));
    }
}
