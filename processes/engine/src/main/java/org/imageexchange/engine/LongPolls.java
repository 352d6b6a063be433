package org.imageexchange.engine;

import static io.camunda.zeebe.util.buffer.BufferUtil.wrapString;

import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * Keeps workers that found no job waiting until there is one, without asking the engine again and again: each question
 * is a record in the log.
 */
final class LongPolls {

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    private final CommandLog commands;
    private final Refusals refusals;
    private final Map<String, Queue> byType = new HashMap<>();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("engine-polls").daemon().factory());
    private boolean closed;

    /** The polls of one job type that wait, and how often there was news of it. */
    private static final class Queue {
        private final Set<Poll> waiting = new LinkedHashSet<>();
        private long news;
    }

    LongPolls(CommandLog commands, Refusals refusals) {
        this.commands = commands;
        this.refusals = refusals;
        executor.setRemoveOnCancelPolicy(true);
    }

    void poll(ActivateJobsRequest request, ServerCallStreamObserver<ActivateJobsResponse> observer) {
        var poll = new Poll(request, observer);
        observer.setOnCancelHandler(() -> {
            leave(poll);
            poll.ends.cancel(false);
        });
        ask(poll);
    }

    /** Some job of this type can be had; whoever waits for it asks. */
    void available(String type) {
        synchronized (byType) {
            var queue = queue(type);
            queue.news++;
            queue.waiting.forEach(poll -> executor.execute(() -> askAgain(poll)));
            queue.waiting.clear();
        }
    }

    private Queue queue(String type) {
        return byType.computeIfAbsent(type, unknown -> new Queue());
    }

    private void ask(Poll poll) {
        synchronized (byType) {
            poll.newsSeen = queue(poll.type()).news;
        }
        commands.send(-1, JobBatchIntent.ACTIVATE, ValueType.JOB_BATCH, poll.question(), poll);
    }

    private void askAgain(Poll poll) {
        try {
            if (!poll.isOver()) {
                ask(poll);
            }
        } catch (EngineException e) {
            poll.abandoned(e);
        }
    }

    /** Lets a poll wait that found nothing, unless something came while it was being answered. */
    private void await(Poll poll) {
        synchronized (byType) {
            var queue = queue(poll.type());
            if (closed) {
                poll.finish(List.of());
            } else if (queue.news == poll.newsSeen) {
                queue.waiting.add(poll);
            } else {
                executor.execute(() -> askAgain(poll));
            }
        }
    }

    private void leave(Poll poll) {
        synchronized (byType) {
            queue(poll.type()).waiting.remove(poll);
        }
    }

    void close() {
        var left = new ArrayList<Poll>();
        synchronized (byType) {
            closed = true;
            byType.values().forEach(queue -> left.addAll(queue.waiting));
            byType.clear();
        }
        left.forEach(poll -> poll.finish(List.of()));
        executor.shutdownNow();
    }

    private record Found(long key, JobRecord job) {}

    private final class Poll implements Reply {

        private final ActivateJobsRequest request;
        private final ServerCallStreamObserver<ActivateJobsResponse> observer;
        private final boolean isPatient;
        private final Future<?> ends;
        private long newsSeen;
        private boolean over;

        private Poll(ActivateJobsRequest request, ServerCallStreamObserver<ActivateJobsResponse> observer) {
            this.request = request;
            this.observer = observer;
            var patience = patience(request);
            this.isPatient = patience.isPositive();
            this.ends = executor.schedule(this::end, patience.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void end() {
            leave(this);
            if (isPatient) {
                finish(List.of());
            }
        }

        /** The client's way to say it: 0 is the usual patience, less is none. */
        private static Duration patience(ActivateJobsRequest request) {
            return request.getRequestTimeout() == 0
                    ? USUAL_PATIENCE
                    : Duration.ofMillis(Math.max(0, request.getRequestTimeout()));
        }

        private String type() {
            return request.getType();
        }

        private JobBatchRecord question() {
            var batch = new JobBatchRecord()
                    .setType(request.getType())
                    .setWorker(request.getWorker())
                    .setTimeout(request.getTimeout())
                    .setMaxJobsToActivate(request.getMaxJobsToActivate())
                    .setTenantIds(new ArrayList<>(request.getTenantIdsList()));
            request.getFetchVariableList()
                    .forEach(name -> batch.variables().add().wrap(wrapString(name)));
            return batch;
        }

        @Override
        public void answered(long key, Intent intent, DirectBuffer value) {
            var batch = new JobBatchRecord();
            batch.wrap(value);
            var found = new ArrayList<Found>();
            for (int i = 0; i < batch.getJobKeys().size(); i++) {
                found.add(new Found(
                        batch.getJobKeys().get(i), (JobRecord) batch.getJobs().get(i)));
            }
            if (found.isEmpty() && isPatient && !isOver()) {
                await(this);
            } else if (!finish(found)) {
                found.forEach(job -> commands.send(job.key(), JobIntent.YIELD, ValueType.JOB, job.job()));
            }
        }

        @Override
        public void rejected(RejectionType type, Intent intent, String reason) {
            fail(refusals.rejection(type, intent, reason));
        }

        @Override
        public void abandoned(EngineException reason) {
            fail(Refusals.statusOf(reason).asRuntimeException());
        }

        private synchronized void fail(RuntimeException failure) {
            if (!isOver()) {
                over = true;
                ends.cancel(false);
                observer.onError(failure);
            }
        }

        /** Whether the jobs were handed over; if not, the worker has gone. */
        private synchronized boolean finish(List<Found> found) {
            if (isOver()) {
                return false;
            }
            over = true;
            ends.cancel(false);
            if (!found.isEmpty()) {
                var response = ActivateJobsResponse.newBuilder();
                found.forEach(job -> response.addJobs(JobMapping.activatedJob(job.key(), job.job())));
                observer.onNext(response.build());
            }
            observer.onCompleted();
            return true;
        }

        private synchronized boolean isOver() {
            return over || observer.isCancelled();
        }
    }
}
