package org.imageexchange.workflow;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.imageexchange.processes.Listeners;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Subscribes every worker to the engine, and lets them finish when the portal stops. */
@Component
class WorkerRegistrar {

    private static final Logger log = LoggerFactory.getLogger(WorkerRegistrar.class);

    /** Kept up while a job is worked on, so it is only how soon a dead portal's jobs are given to another. */
    private static final Duration JOB_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SHORT_JOBS_AT_ONCE = 8;
    private static final int LONG_JOBS_AT_ONCE = 2;

    private final CamundaClient client;
    private final List<TaskWorker<?>> workers;
    private final TaskListener taskListener;
    private final List<JobWorker> open = new ArrayList<>();
    private volatile @Nullable JobKeeper keeper;

    WorkerRegistrar(CamundaClient client, List<TaskWorker<?>> workers, TaskListener taskListener) {
        this.client = client;
        this.workers = List.copyOf(workers);
        this.taskListener = taskListener;
    }

    void open() {
        var byType = new HashMap<String, TaskWorker<?>>();
        for (var worker : workers) {
            var other = byType.put(worker.type(), worker);
            if (other != null) {
                throw new IllegalStateException("Two workers for " + worker.type() + ": "
                        + worker.getClass().getName() + " and "
                        + other.getClass().getName());
            }
        }
        var keeping = new JobKeeper(client, JOB_TIMEOUT);
        keeper = keeping;
        workers.forEach(worker -> open(worker, keeping));
        // all variables: what a completion brings is the feature's business
        open.add(client.newWorker()
                .jobType(Listeners.KEEP_TASK_INBOX)
                .handler(new JobRunner(taskListener, keeping))
                .timeout(JOB_TIMEOUT)
                .maxJobsActive(SHORT_JOBS_AT_ONCE)
                .streamEnabled(true)
                .open());
        log.info("{} workers wait for jobs", open.size());
    }

    private <I extends Record> void open(TaskWorker<I> worker, JobKeeper keeping) {
        var body = new WorkerBody<>(worker);
        // A streamed job would wait here, already counting its time, for one that takes minutes: long ones are polled.
        open.add(client.newWorker()
                .jobType(worker.type())
                .handler(new JobRunner(body, keeping))
                .timeout(JOB_TIMEOUT)
                .fetchVariables(body.variables())
                .maxJobsActive(worker.takesLong() ? LONG_JOBS_AT_ONCE : SHORT_JOBS_AT_ONCE)
                .streamEnabled(!worker.takesLong())
                .open());
    }

    /** Whether no new job is taken, and those at work are waited for. */
    boolean isClosing() {
        return keeper != null && keeper.isClosing();
    }

    void close() {
        open.forEach(JobWorker::close);
        open.clear();
        if (keeper != null) {
            keeper.close(PATIENCE);
        }
    }
}
