package org.imageexchange.engine;

import static io.camunda.zeebe.util.buffer.BufferUtil.bufferAsString;
import static io.camunda.zeebe.util.buffer.BufferUtil.wrapString;

import io.camunda.zeebe.engine.processing.streamprocessor.JobStreamer;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.camunda.zeebe.msgpack.value.StringValue;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationProperties;
import io.camunda.zeebe.protocol.impl.stream.job.JobActivationPropertiesImpl;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;

/** Pushes jobs to the workers that keep a stream open, in turn; what nobody takes becomes available to pollers. */
final class JobStreams implements JobStreamer {

    private final Map<String, List<OpenStream>> byType = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final CommandLog commands;
    private final Consumer<String> available;

    /** @param available hears of each job type that has work for pollers */
    JobStreams(CommandLog commands, Consumer<String> available) {
        this.commands = commands;
        this.available = available;
    }

    void open(StreamActivatedJobsRequest request, ServerCallStreamObserver<ActivatedJob> observer) {
        var worker = wrapString(request.getWorker());
        var properties = new JobActivationPropertiesImpl();
        properties
                .setWorker(worker, 0, worker.capacity())
                .setTimeout(request.getTimeout())
                .setFetchVariables(request.getFetchVariableList().stream()
                        .map(StringValue::new)
                        .toList())
                .setTenantIds(request.getTenantIdsList());
        var stream = new OpenStream(properties, observer);
        var streams = byType.computeIfAbsent(request.getType(), type -> new CopyOnWriteArrayList<>());
        observer.setOnCloseHandler(() -> streams.remove(stream));
        observer.setOnCancelHandler(() -> streams.remove(stream));
        streams.add(stream);
    }

    @Override
    public void notifyWorkAvailable(String type) {
        available.accept(type);
    }

    @Override
    public Optional<JobStream> streamFor(DirectBuffer type, Predicate<JobActivationProperties> filter) {
        var candidates = byType.getOrDefault(bufferAsString(type), List.of()).stream()
                .filter(stream -> filter.test(stream.properties()))
                .toList();
        return candidates.isEmpty()
                ? Optional.empty()
                : Optional.of(candidates.get(Math.floorMod(turn.incrementAndGet(), candidates.size())));
    }

    void giveBack(long key, JobRecord job) {
        commands.send(key, JobIntent.YIELD, ValueType.JOB, job);
    }

    void close() {
        byType.values().forEach(streams -> streams.forEach(OpenStream::end));
    }

    private final class OpenStream implements JobStream {

        private final JobActivationProperties properties;
        private final ServerCallStreamObserver<ActivatedJob> observer;
        private boolean ended;

        private OpenStream(JobActivationProperties properties, ServerCallStreamObserver<ActivatedJob> observer) {
            this.properties = properties;
            this.observer = observer;
        }

        @Override
        public JobActivationProperties properties() {
            return properties;
        }

        @Override
        public void push(io.camunda.zeebe.protocol.impl.stream.job.ActivatedJob job) {
            if (!offer(job)) {
                giveBack(job.jobKey(), job.jobRecord());
            }
        }

        private synchronized boolean offer(io.camunda.zeebe.protocol.impl.stream.job.ActivatedJob job) {
            if (ended || observer.isCancelled() || !observer.isReady()) {
                return false;
            }
            observer.onNext(JobMapping.activatedJob(job.jobKey(), job.jobRecord()));
            return true;
        }

        private synchronized void end() {
            if (!ended && !observer.isCancelled()) {
                observer.onCompleted();
            }
            ended = true;
        }
    }
}
