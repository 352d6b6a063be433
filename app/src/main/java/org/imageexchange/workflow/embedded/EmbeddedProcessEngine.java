package org.imageexchange.workflow.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.imageexchange.engine.EmbeddedEngine;
import org.imageexchange.engine.EngineException;
import org.imageexchange.engine.EngineRejection;
import org.imageexchange.workflow.ProcessEngine;
import org.imageexchange.workflow.UserTaskCommands;

/** Speaks with the engine in the same process. */
final class EmbeddedProcessEngine implements ProcessEngine, UserTaskCommands {

    private static final Pattern DENIED =
            Pattern.compile("was denied by Task Listener\\. Reason to deny: '(.*)'", Pattern.DOTALL);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final EmbeddedEngine engine;

    EmbeddedProcessEngine(EmbeddedEngine engine) {
        this.engine = engine;
    }

    @Override
    public UUID identity() {
        return engine.identity();
    }

    @Override
    public boolean isActive(long processInstanceKey) {
        return engine.isActive(processInstanceKey);
    }

    @Override
    public List<Stuck> stuck() {
        return engine.openIncidents().stream()
                .map(incident -> new Stuck(
                        incident.key(),
                        incident.processId(),
                        incident.elementId(),
                        incident.rootProcessInstanceKey(),
                        incident.jobKey(),
                        incident.message()))
                .toList();
    }

    @Override
    public Completion complete(long userTaskKey, Map<String, ?> variables) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                await(engine.completeUserTask(userTaskKey, variables));
                return new Completed();
            } catch (EngineRejection rejection) {
                var denied = DENIED.matcher(String.valueOf(rejection.getMessage()));
                if (denied.find()) {
                    return new Denied(denied.group(1));
                }
                if (rejection.type().equals("NOT_FOUND")) {
                    return new AlreadyDone();
                }
                if (!rejection.type().equals("INVALID_STATE") || System.nanoTime() > end) {
                    throw rejection;
                }
                // its creating listener runs still, or another completion does
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public void assign(long userTaskKey, String assignee) {
        try {
            await(engine.assignUserTask(userTaskKey, assignee));
        } catch (EngineRejection rejection) {
            if (!rejection.type().equals("NOT_FOUND")) {
                throw rejection;
            }
        }
    }

    private static void await(CompletableFuture<Void> answer) {
        try {
            answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EngineRejection rejection) {
                throw rejection;
            }
            throw new EngineException("The engine did not take the command", e);
        } catch (TimeoutException e) {
            throw new EngineException("The engine did not answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("Interrupted while the engine was asked", e);
        }
    }
}
