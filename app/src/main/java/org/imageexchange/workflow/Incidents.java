package org.imageexchange.workflow;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.grpc.Status;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is stuck and waits for an administrator. */
@Service
@RolesAllowed("ADMINISTRATOR")
public class Incidents {

    /**
     * An open incident.
     *
     * @param processKey what it is about, or null when the process was never claimed
     * @param task the label of the stuck task, as the model shows it
     * @param message what went wrong and what to do, without patient data
     */
    public record Incident(
            long key, String process, String task, @Nullable String processKey, Instant since, String message) {}

    /** Announced, in the transaction, when something gets stuck or moves again. */
    public record DelayChanged(String processKey, boolean delayed) {}

    private final IncidentSync sync;
    private final CamundaClient client;

    Incidents(IncidentSync sync, CamundaClient client) {
        this.sync = sync;
        this.client = client;
    }

    /** The open incidents, oldest first. */
    public List<Incident> open() {
        sync.sync();
        return sync.open();
    }

    /**
     * Lets the stuck task run again, once: if it fails again, the incident is back at once and says why. An incident
     * that is gone meanwhile is no error.
     */
    public void retry(long key) {
        sync.sync();
        sync.find(key).ifPresent(incident -> {
            if (incident.job() != null) {
                unlessGone(client.newUpdateRetriesCommand(incident.job()).retries(1));
            }
            unlessGone(client.newResolveIncidentCommand(key));
            sync.sync();
        });
    }

    private static void unlessGone(FinalCommandStep<?> command) {
        try {
            command.send().join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }
}
