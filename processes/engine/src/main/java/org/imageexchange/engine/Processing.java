package org.imageexchange.engine;

import io.camunda.search.clients.SearchClientsProxy;
import io.camunda.security.auth.BrokerRequestAuthorizationConverter;
import io.camunda.security.configuration.SecurityConfiguration;
import io.camunda.zeebe.db.AccessMetricsConfiguration;
import io.camunda.zeebe.db.ConsistencyChecksSettings;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.db.impl.rocksdb.RocksDbConfiguration;
import io.camunda.zeebe.db.impl.rocksdb.ZeebeRocksDbFactory;
import io.camunda.zeebe.engine.Engine;
import io.camunda.zeebe.engine.EngineConfiguration;
import io.camunda.zeebe.engine.processing.EngineProcessors;
import io.camunda.zeebe.engine.processing.message.command.SubscriptionCommandSender;
import io.camunda.zeebe.engine.processing.streamprocessor.JobStreamer;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.camunda.zeebe.scheduler.ActorScheduler;
import io.camunda.zeebe.scheduler.ActorThread;
import io.camunda.zeebe.scheduler.ActorTimerQueue;
import io.camunda.zeebe.scheduler.clock.DefaultActorClock;
import io.camunda.zeebe.stream.api.CommandResponseWriter;
import io.camunda.zeebe.stream.api.InterPartitionCommandSender;
import io.camunda.zeebe.stream.api.ReadonlyStreamProcessorContext;
import io.camunda.zeebe.stream.api.StreamClock;
import io.camunda.zeebe.stream.api.StreamProcessorLifecycleAware;
import io.camunda.zeebe.stream.impl.StreamProcessor;
import io.camunda.zeebe.util.FeatureFlags;
import io.camunda.zeebe.util.health.FailureListener;
import io.camunda.zeebe.util.health.HealthReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stock engine, put together for one partition: reads commands from the log, keeps the state, writes events. */
final class Processing {

    private static final Logger LOG = LoggerFactory.getLogger(Processing.class);
    private static final int ACTOR_THREADS = 2;

    /** How soon the engine sees that the clock was moved, or that a timer is due. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final long CLOSING_SECONDS = 20;

    private final StreamProcessor processor;
    private final CompletableFuture<Void> recovered = new CompletableFuture<>();
    private volatile Optional<EngineException> failure = Optional.empty();

    Processing(
            LogStream log,
            ZeebeDb<ZbColumnFamilies> db,
            ActorScheduler scheduler,
            InstantSource clock,
            CommandResponseWriter responses,
            InterPartitionCommandSender sender,
            JobStreamer streams) {
        var security = new SecurityConfiguration();
        security.getAuthorizations().setEnabled(false);
        var configuration = new EngineConfiguration().setEnableIdentitySetup(false);
        var engine = new PunctualEngine(
                clock,
                punctual -> new Engine(
                        context -> EngineProcessors.createEngineProcessors(
                                new OnClock(context, StreamClock.controllable(punctual)),
                                1,
                                new SubscriptionCommandSender(context.getPartitionId(), sender),
                                sender,
                                FeatureFlags.createDefault(),
                                streams,
                                SearchClientsProxy.noop(),
                                new BrokerRequestAuthorizationConverter(security)),
                        configuration,
                        security));
        processor = StreamProcessor.builder()
                .logStream(new PatientLogStream(log))
                .zeebeDb(db)
                .commandResponseWriter(responses)
                .partitionCommandSender(sender)
                .recordProcessors(List.of(engine))
                .actorSchedulingService(scheduler)
                .clock(StreamClock.controllable(new SchedulingClock(clock)))
                .setScheduledTaskCheckInterval(LOOK_EVERY)
                .meterRegistry(noMeters())
                .addLifecycleListener(new StreamProcessorLifecycleAware() {
                    @Override
                    public void onRecovered(ReadonlyStreamProcessorContext context) {
                        recovered.complete(null);
                    }
                })
                .build();
    }

    static ActorScheduler scheduler() {
        return ActorScheduler.newActorScheduler()
                .setSchedulerName("engine")
                .setCpuBoundActorThreadCount(ACTOR_THREADS)
                .setIoBoundActorThreadCount(1)
                .setActorThreadFactory((name, id, group, tasks, clock, queue, metrics, idle) -> {
                    // An idle thread looks at one slot of its wheel every 20 ms: with one slot no timer is overlooked.
                    var ownClock = new DefaultActorClock();
                    var oneSlot = new ActorTimerQueue(ownClock, 1);
                    return new ActorThread(name, id, group, tasks, ownClock, oneSlot, metrics, idle);
                })
                .build();
    }

    static ZeebeDb<ZbColumnFamilies> state(Path folder, long memory) {
        return new ZeebeRocksDbFactory<ZbColumnFamilies>(
                        new RocksDbConfiguration().setMemoryLimit(memory),
                        new ConsistencyChecksSettings(true, true),
                        new AccessMetricsConfiguration(AccessMetricsConfiguration.Kind.NONE, 1),
                        Processing::noMeters)
                .createDb(folder.toFile());
    }

    /** Nobody reads the engine's own meters, and it would register some of them twice. */
    static MeterRegistry noMeters() {
        var registry = new SimpleMeterRegistry();
        registry.config().meterFilter(MeterFilter.deny());
        return registry;
    }

    /** Replays the log and begins to work. */
    void start() {
        processor.addFailureListener(new FailureListener() {
            @Override
            public void onFailure(HealthReport report) {
                LOG.warn("The engine's processing is unwell: {}", report);
            }

            @Override
            public void onRecovered(HealthReport report) {
                LOG.info("The engine's processing is well again");
            }

            @Override
            public void onUnrecoverableFailure(HealthReport report) {
                stopped(report.getIssue().throwable());
            }
        });
        try {
            processor.openAsync(false).join();
            recovered.join();
        } catch (RuntimeException e) {
            throw failure.orElseGet(() -> stopped(e));
        }
    }

    private EngineException stopped(@Nullable Throwable cause) {
        var reason = new EngineException(
                "The engine stopped (" + cause + "). Restart the portal; if that does not help, restore the engine's "
                        + "folder from a backup, or empty it: the portal then starts all open processes again.",
                cause);
        LOG.error(reason.getMessage(), cause);
        failure = Optional.of(reason);
        recovered.completeExceptionally(reason);
        return reason;
    }

    Optional<EngineException> failure() {
        return failure;
    }

    long lastProcessed() {
        return processor.getLastProcessedPositionAsync().join();
    }

    long lastWritten() {
        return processor.getLastWrittenPositionAsync().join();
    }

    void close() {
        processor.closeAsync().join(CLOSING_SECONDS, TimeUnit.SECONDS);
    }
}
