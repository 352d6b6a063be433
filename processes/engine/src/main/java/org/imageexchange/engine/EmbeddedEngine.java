package org.imageexchange.engine;

import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.process.test.engine.StockResponses;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.camunda.zeebe.scheduler.ActorScheduler;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A durable one-partition Zeebe that speaks gRPC on the loopback interface and survives kill -9. */
public final class EmbeddedEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final EngineFolder folder;
    private final FileLogStorage log;
    private final Processing processing;
    private final EngineState state;
    private final UserTasks userTasks;
    private final Server server;
    private final SnapshotKeeper keeper;
    private final Closing closing;

    private EmbeddedEngine(EngineSettings settings, Tuning tuning, Closing closing) throws IOException {
        this.closing = closing;
        folder = closing.later(EngineFolder.open(settings.directory()));
        var snapshots = Snapshots.in(folder.snapshots());
        var snapshot = snapshots.newest();
        var space = DiskSpace.of(folder.root(), tuning.reserve());
        log = closing.later(FileLogStorage.open(
                folder.log(),
                tuning.segmentSize(),
                space,
                snapshot.map(Snapshot::written).orElse(0L)));
        requireContinuity(snapshot);

        ActorScheduler scheduler = closing.later(Processing.scheduler());
        scheduler.start();
        LogStream stream = closing.later(LogStream.builder()
                .withPartitionId(CommandLog.PARTITION)
                .withLogStorage(log)
                .withClock(settings.clock())
                .withMeterRegistry(Processing.noMeters())
                .build());
        ZeebeDb<ZbColumnFamilies> db = closing.later(openState(snapshot, tuning));
        state = closing.later(new EngineState(db));

        var requests = new Requests();
        var commands = new CommandLog(stream.newLogStreamWriter(), requests);
        var stock = new StockResponses();
        var refusals = new Refusals(stock, this::failure);
        var polls = new LongPolls(commands, refusals);
        var streams = new JobStreams(commands, polls::available);
        userTasks = new UserTasks(commands);
        processing =
                new Processing(stream, db, scheduler, settings.clock(), new Responses(requests), commands, streams);
        closing.later(processing::close);
        closing.later(() -> requests.abandonAll(new EngineException("The engine is closed")));
        processing.start();
        new HeldJobs(commands, state).giveBack();

        keeper = closing.later(new SnapshotKeeper(
                processing,
                db,
                log,
                snapshots,
                snapshot.map(Snapshot::processed).orElse(0L),
                settings.snapshotEvery(),
                tuning.tailSize()));
        server = NettyServerBuilder.forAddress(new InetSocketAddress(LOOPBACK, settings.port()))
                .addService(new Gateway(commands, requests, polls, streams, stock, refusals))
                .intercept(refusals)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .build();
        listen(settings.port());
        closing.later(() -> stopServing(polls, streams, tuning));
    }

    /**
     * Opens the engine's folder and serves; returns when commands are accepted.
     *
     * @throws EngineException when the folder is in use or damaged; the message says what to do
     */
    public static EmbeddedEngine start(EngineSettings settings) {
        return start(settings, Tuning.STANDARD);
    }

    static EmbeddedEngine start(EngineSettings settings, Tuning tuning) {
        LOG.info(
                "The embedded Zeebe engine is under Camunda License 1.0: free for development, test, demonstration and "
                        + "evaluation; production needs an enterprise licence");
        return OwnThread.get("engine-start", () -> open(settings, tuning));
    }

    private static EmbeddedEngine open(EngineSettings settings, Tuning tuning) {
        var closing = new Closing();
        try {
            return new EmbeddedEngine(settings, tuning, closing);
        } catch (EngineException e) {
            closing.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            closing.close();
            throw new EngineException(
                    "The engine can't start in " + settings.directory() + " (" + e
                            + "). See that the folder can be read and written, and that its disk has room.",
                    e);
        }
    }

    /** Between what a snapshot holds and where the log begins nothing may be missing. */
    private void requireContinuity(Optional<Snapshot> snapshot) {
        long needed = snapshot.map(Snapshot::processed).orElse(1L);
        var first = log.firstPosition();
        if (first > needed || first < 0 && snapshot.isPresent()) {
            throw EngineFolder.damaged(
                    folder.log(), "it begins at " + first + ", but is needed from " + needed + " on", null);
        }
    }

    /** What an earlier run left of the state may be ahead of the log; so each run makes it anew. */
    private ZeebeDb<ZbColumnFamilies> openState(Optional<Snapshot> snapshot, Tuning tuning) throws IOException {
        Folders.delete(folder.state());
        if (snapshot.isPresent()) {
            Snapshots.restore(snapshot.get(), folder.state());
        }
        return Processing.state(folder.state(), tuning.stateMemory());
    }

    private void listen(int port) {
        try {
            server.start();
        } catch (IOException e) {
            throw new EngineException(
                    "The engine can't listen on port " + port + " (" + e.getMessage()
                            + "). Choose another one (portal.engine.port), or 0 for any that is free.",
                    e);
        }
    }

    private void stopServing(LongPolls polls, JobStreams streams, Tuning tuning) throws InterruptedException {
        server.shutdown();
        polls.close();
        streams.close();
        if (!server.awaitTermination(tuning.closing().toMillis(), TimeUnit.MILLISECONDS)) {
            server.shutdownNow();
        }
    }

    private Optional<EngineException> failure() {
        return Optional.ofNullable(log.failure()).or(processing::failure);
    }

    /** Where a Camunda client reaches the engine: {@code http://127.0.0.1:port}. */
    public URI grpcAddress() {
        return URI.create("http://" + LOOPBACK + ":" + server.getPort());
    }

    /** Which engine folder this is: a new one whenever the folder was emptied. */
    public UUID identity() {
        return folder.identity();
    }

    /** Completes a native user task; fails with {@link EngineRejection} (INVALID_STATE, NOT_FOUND, …). */
    public CompletableFuture<Void> completeUserTask(long userTaskKey, Map<String, ?> variables) {
        return failure()
                .<CompletableFuture<Void>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> userTasks.complete(userTaskKey, variables));
    }

    /** Assigns a native user task; fails with {@link EngineRejection}. */
    public CompletableFuture<Void> assignUserTask(long userTaskKey, String assignee) {
        return failure()
                .<CompletableFuture<Void>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> userTasks.assign(userTaskKey, assignee));
    }

    /** All incidents that are open now. */
    public List<OpenIncident> openIncidents() {
        return state.openIncidents();
    }

    /** Whether a process instance still runs. */
    public boolean isActive(long processInstanceKey) {
        return state.isActive(processInstanceKey);
    }

    /** Takes a snapshot now and cuts the log before it. */
    public void snapshot() {
        keeper.snapshotNow();
    }

    /** How many bytes the log holds. */
    long logSize() {
        return log.size();
    }

    @Override
    public void close() {
        closing.close();
    }

    /** What has been opened, closed in reverse order; one part that fails to close does not keep the others open. */
    private static final class Closing {

        private final Deque<AutoCloseable> parts = new ArrayDeque<>();

        private <T extends AutoCloseable> T later(T part) {
            parts.push(part);
            return part;
        }

        private synchronized void close() {
            if (!parts.isEmpty()) {
                OwnThread.run("engine-close", () -> parts.forEach(Closing::close));
                parts.clear();
            }
        }

        private static void close(AutoCloseable part) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A part of the engine did not close properly", e);
            }
        }
    }
}
