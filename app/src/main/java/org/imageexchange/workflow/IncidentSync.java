package org.imageexchange.workflow;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imageexchange.workflow.Incidents.DelayChanged;
import org.imageexchange.workflow.Incidents.Incident;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Follows the engine's incidents: the engine knows neither since when, nor what a process is about. */
@Component
class IncidentSync {

    private static final int LONGEST = 1000;

    /** An incident as it was written down. */
    record Known(
            UUID engine,
            long key,
            @Nullable String processKey,
            @Nullable Long job) {}

    private final ProcessEngine engine;
    private final Claims claims;
    private final Models models;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    IncidentSync(
            ProcessEngine engine,
            Claims claims,
            Models models,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.engine = engine;
        this.claims = claims;
        this.models = models;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Takes over what got stuck and what moves again, and announces which processes it concerns. */
    synchronized void sync() {
        // the page of an administrator and the timer ask at any time; both at once would write an incident twice
        transaction.executeWithoutResult(status -> syncInTransaction());
    }

    private void syncInTransaction() {
        var identity = engine.identity();
        var stuck = engine.stuck().stream()
                .collect(Collectors.toMap(ProcessEngine.Stuck::incident, Function.identity(), (one, same) -> one));
        var known = known();
        var gone = known.stream()
                .filter(incident -> !incident.engine().equals(identity) || !stuck.containsKey(incident.key()))
                .toList();
        var knownHere = known.stream()
                .filter(incident -> incident.engine().equals(identity))
                .map(Known::key)
                .collect(Collectors.toSet());
        if (gone.isEmpty() && knownHere.containsAll(stuck.keySet())) {
            return;
        }
        var before = delayed();
        gone.forEach(this::forget);
        stuck.values().stream()
                .filter(incident -> !knownHere.contains(incident.incident()))
                .forEach(incident -> write(identity, incident));
        announce(before, delayed());
    }

    List<Incident> open() {
        return jdbc.sql("select * from process_incident order by since, incident_key")
                .query((row, number) -> new Incident(
                        row.getLong("incident_key"),
                        models.processLabel(row.getString("process_id")),
                        models.elementLabel(row.getString("process_id"), row.getString("element_id")),
                        row.getString("process_key"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("message")))
                .list();
    }

    Optional<Known> find(long key) {
        return known().stream()
                .filter(incident -> incident.key() == key && incident.engine().equals(engine.identity()))
                .findFirst();
    }

    private List<Known> known() {
        return jdbc.sql("select engine, incident_key, process_key, job_key from process_incident")
                .query((row, number) -> new Known(
                        row.getObject("engine", UUID.class),
                        row.getLong("incident_key"),
                        row.getString("process_key"),
                        row.getObject("job_key", Long.class)))
                .list();
    }

    private Set<String> delayed() {
        return known().stream().map(Known::processKey).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private void forget(Known incident) {
        jdbc.sql("delete from process_incident where engine = :engine and incident_key = :key")
                .param("engine", incident.engine())
                .param("key", incident.key())
                .update();
    }

    private void write(UUID identity, ProcessEngine.Stuck stuck) {
        var message = stuck.message().isBlank() ? "The engine gives no reason" : stuck.message();
        jdbc.sql("insert into process_incident"
                        + " (engine, incident_key, process_id, element_id, process_key, job_key, message, since)"
                        + " values (:engine, :key, :process, :element, :processKey, :job, :message, :now)")
                .param("engine", identity)
                .param("key", stuck.incident())
                .param("process", stuck.processId())
                .param("element", stuck.elementId())
                .param(
                        "processKey",
                        claims.processKeyOf(identity, stuck.rootInstance()).orElse(null))
                .param("job", stuck.job())
                .param("message", message.length() <= LONGEST ? message : message.substring(0, LONGEST))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void announce(Set<String> before, Set<String> after) {
        after.stream()
                .filter(key -> !before.contains(key))
                .forEach(key -> events.publishEvent(new DelayChanged(key, true)));
        before.stream()
                .filter(key -> !after.contains(key))
                .forEach(key -> events.publishEvent(new DelayChanged(key, false)));
    }
}
