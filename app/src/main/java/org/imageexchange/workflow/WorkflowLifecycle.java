package org.imageexchange.workflow;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Brings the workflow up when everything it calls is there, and down before any of it goes. */
@Component
class WorkflowLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WorkflowLifecycle.class);

    private static final Duration RECONCILE_EVERY = Duration.ofSeconds(5);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);
    private static final Duration LOOK_FOR_INCIDENTS_EVERY = Duration.ofSeconds(2);

    private final Deployer deployer;
    private final WorkerRegistrar registrar;
    private final OutboxRelay relay;
    private final Reconciler reconciler;
    private final IncidentSync incidents;
    private final Housekeeping housekeeping;
    private @Nullable ScheduledExecutorService timer;

    WorkflowLifecycle(
            Deployer deployer,
            WorkerRegistrar registrar,
            OutboxRelay relay,
            Reconciler reconciler,
            IncidentSync incidents,
            Housekeeping housekeeping) {
        this.deployer = deployer;
        this.registrar = registrar;
        this.relay = relay;
        this.reconciler = reconciler;
        this.incidents = incidents;
        this.housekeeping = housekeeping;
    }

    @Override
    public void start() {
        deployer.deploy();
        registrar.open();
        relay.start(OutboxRelay.SWEEP_EVERY);
        var every = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("workflow").daemon().factory());
        timer = every;
        repeat(every, "The open rows could not be compared with the engine", reconciler::pass, RECONCILE_EVERY);
        repeat(every, "The incidents could not be read", incidents::sync, LOOK_FOR_INCIDENTS_EVERY);
        repeat(every, "What is old could not be forgotten", housekeeping::tidy, TIDY_EVERY);
    }

    private static void repeat(ScheduledExecutorService timer, String ifNot, Runnable work, Duration every) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        log.warn("{}; it is tried again. {}", ifNot, Trouble.trace(e));
                    }
                },
                0,
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var running = timer;
        timer = null;
        if (running != null) {
            running.shutdown();
            relay.stop();
            registrar.close();
            try {
                running.awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** Last up, first down. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
