package org.imageexchange.engine;

import io.camunda.zeebe.db.ColumnFamily;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.db.impl.DbLong;
import io.camunda.zeebe.engine.state.instance.DbJobState;
import io.camunda.zeebe.engine.state.instance.ElementInstance;
import io.camunda.zeebe.engine.state.instance.Incident;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.camunda.zeebe.protocol.impl.record.value.incident.IncidentRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Looks into the engine's state beside the running engine, through a transaction context of its own. */
final class EngineState implements AutoCloseable {

    private static final long NONE = -1;

    private final DbLong key = new DbLong();
    private final ColumnFamily<DbLong, Incident> incidents;
    private final ColumnFamily<DbLong, ElementInstance> elementInstances;
    private final DbJobState jobs;
    private boolean closed;

    EngineState(ZeebeDb<ZbColumnFamilies> db) {
        var context = db.createContext();
        incidents = db.createColumnFamily(ZbColumnFamilies.INCIDENTS, context, new DbLong(), new Incident());
        elementInstances =
                db.createColumnFamily(ZbColumnFamilies.ELEMENT_INSTANCE_KEY, context, key, new ElementInstance());
        jobs = new DbJobState(db, context);
    }

    synchronized boolean isActive(long processInstanceKey) {
        requireOpen();
        key.wrapLong(processInstanceKey);
        return elementInstances.exists(key);
    }

    synchronized List<OpenIncident> openIncidents() {
        requireOpen();
        var open = new ArrayList<OpenIncident>();
        incidents.forEach(
                (incidentKey, incident) -> open.add(openIncident(incidentKey.getValue(), incident.getRecord())));
        return List.copyOf(open);
    }

    private OpenIncident openIncident(long incidentKey, IncidentRecord incident) {
        return new OpenIncident(
                incidentKey,
                incident.getErrorType().name(),
                incident.getErrorMessage(),
                incident.getBpmnProcessId(),
                incident.getProcessInstanceKey(),
                rootOf(incident),
                incident.getElementId(),
                incident.getJobKey() == NONE ? null : incident.getJobKey());
    }

    private long rootOf(IncidentRecord incident) {
        var path = incident.getElementInstancePath();
        if (!path.isEmpty() && !path.getFirst().isEmpty()) {
            return path.getFirst().getFirst();
        }
        long instance = incident.getProcessInstanceKey();
        for (long parent = instance; parent != NONE; parent = parentOf(parent)) {
            instance = parent;
        }
        return instance;
    }

    private long parentOf(long processInstanceKey) {
        key.wrapLong(processInstanceKey);
        var instance = elementInstances.get(key);
        return instance == null ? NONE : instance.getValue().getParentProcessInstanceKey();
    }

    /** The jobs that some worker holds. */
    synchronized void forEachActivatedJob(BiConsumer<Long, JobRecord> visitor) {
        requireOpen();
        jobs.forEachTimedOutEntry(Long.MAX_VALUE - 1, null, (jobKey, job) -> {
            var copy = new JobRecord();
            copy.wrap(job);
            visitor.accept(jobKey, copy);
            return true;
        });
    }

    /** A look into a closed database would end the process. */
    private void requireOpen() {
        if (closed) {
            throw new EngineException("The engine is closed");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
