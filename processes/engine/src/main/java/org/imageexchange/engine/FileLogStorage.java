package org.imageexchange.engine;

import io.camunda.zeebe.logstreams.storage.LogStorage;
import io.camunda.zeebe.logstreams.storage.LogStorageReader;
import io.camunda.zeebe.util.buffer.BufferWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's log in files: what a reader can see survives a power cut.
 *
 * <p>A block becomes visible only after a force that covers it; one thread forces everything that was appended meanwhile
 * (group commit). On open the end that a crash tore is cut off; anything else that is missing or does not check refuses
 * to open, because processes would silently go back in time.
 */
final class FileLogStorage implements LogStorage, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileLogStorage.class);

    private final Path folder;
    private final long segmentSize;
    private final DiskSpace space;
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Appended> unforced = new LinkedBlockingQueue<>();
    private final Thread flusher = new Thread(this::force, "engine-log");
    private final Object commits = new Object();

    private volatile List<LogSegment> segments;
    private volatile Committed committed;
    private volatile @Nullable EngineException failure;
    private long nextBlock;
    private long highest;
    private volatile long appended;
    private boolean refusing;
    private boolean closed;

    /** What readers can see: the last block and the highest position in it. */
    private record Committed(long block, long position) {}

    private record Appended(LogSegment segment, long block, long highest, AppendListener listener) {

        private static final AppendListener NOBODY = new AppendListener() {};

        static Appended end(LogSegment segment) {
            return new Appended(segment, -1, -1, NOBODY);
        }

        boolean isEnd() {
            return block < 0;
        }
    }

    private FileLogStorage(Path folder, long segmentSize, DiskSpace space, List<LogSegment> segments) {
        this.folder = folder;
        this.segmentSize = segmentSize;
        this.space = space;
        this.segments = segments;
        this.nextBlock = last().firstBlock() + last().count();
        this.highest = segments.stream().mapToLong(LogSegment::highest).max().orElse(-1);
        this.committed = new Committed(nextBlock - 1, highest);
        this.appended = size();
    }

    /**
     * @param promised a position that is known to have been durable, from a snapshot; 0 when nothing is known
     * @throws EngineException when the log is damaged
     */
    static FileLogStorage open(Path folder, long segmentSize, DiskSpace space, long promised) throws IOException {
        Files.createDirectories(folder);
        var paths = Folders.children(folder).stream()
                .filter(path -> path.getFileName().toString().endsWith(LogSegment.SUFFIX))
                .toList();
        var segments = new ArrayList<LogSegment>();
        long block = 0;
        long position = 0;
        for (int i = 0; i < paths.size(); i++) {
            var segment = LogSegment.sealed(paths.get(i), block);
            var scan = new LogScan(segment, position);
            scan.run();
            var expected = i == 0 && segment.count() > 0 ? segment.lowest() : position + 1;
            position = scan.position();
            var isLast = i == paths.size() - 1;
            if (!scan.isComplete() && (!isLast || position < promised || scan.wasDurableBehindEnd())) {
                throw scan.damaged("a block does not check after position " + position);
            }
            if (!scan.isComplete()) {
                LOG.info("Cutting {} bytes off the log that the last run did not finish writing", scan.bytesLeft());
            }
            if (!segment.path().equals(LogSegment.path(folder, expected)) || segment.count() == 0 && !isLast) {
                throw scan.damaged("it does not hold the records that its name says");
            }
            block += segment.count();
            segments.add(segment);
        }
        if (position < promised) {
            throw EngineFolder.damaged(folder, "records are missing after position " + position, null);
        }
        if (segments.isEmpty()) {
            segments.add(LogSegment.create(folder, 1, 0));
        } else {
            segments.getLast().openForWriting();
        }
        var storage = new FileLogStorage(folder, segmentSize, space, List.copyOf(segments));
        storage.flusher.setDaemon(true);
        storage.flusher.start();
        return storage;
    }

    // -- writing

    @Override
    public void append(long lowest, long highest, BufferWriter writer, AppendListener listener) {
        synchronized (this) {
            refuseIfBroken();
            var block = LogBlock.encode(lowest, highest, committed.position(), writer);
            try {
                var appended = write(block, lowest, highest, listener);
                listener.onWrite(appended.block(), highest);
                unforced.add(appended);
            } catch (IOException e) {
                throw refused(String.valueOf(e.getMessage()), e);
            }
            if (refusing) {
                refusing = false;
                LOG.info("The engine writes its log again");
            }
        }
    }

    private Appended write(byte[] block, long lowest, long highest, AppendListener listener) throws IOException {
        if (space.isLow()) {
            throw refused("the disk is nearly full", null);
        }
        if (last().size() >= segmentSize) {
            roll(lowest);
        }
        var segment = last();
        segment.append(block, lowest, highest);
        this.highest = highest;
        appended += block.length;
        return new Appended(segment, nextBlock++, highest, listener);
    }

    /** A segment is durable before the next one exists; so only the last one can have a torn end. */
    private void roll(long firstPosition) throws IOException {
        try {
            last().seal();
        } catch (IOException e) {
            throw giveUp(e);
        }
        var next = LogSegment.create(folder, firstPosition, nextBlock);
        var longer = new ArrayList<>(segments);
        longer.add(next);
        segments = List.copyOf(longer);
    }

    private LogSegment last() {
        return segments.getLast();
    }

    private CannotWrite refused(String why, @Nullable IOException cause) {
        var refusal = new CannotWrite(
                "The engine can't write its log in " + folder + " (" + why
                        + "). Free space on its disk; the engine goes on by itself as soon as it can write.",
                cause);
        if (!refusing) {
            refusing = true;
            LOG.error(refusal.getMessage());
        }
        return refusal;
    }

    private void refuseIfBroken() {
        var broken = failure;
        if (broken != null) {
            throw broken;
        }
        if (closed) {
            throw new EngineException("The engine is closed");
        }
    }

    /** Why nothing more will ever be written before a restart, or null when all is well. */
    @Nullable
    EngineException failure() {
        return failure;
    }

    // -- making it durable

    private void force() {
        var batch = new ArrayList<Appended>();
        LogSegment named = null;
        while (true) {
            batch.clear();
            batch.add(takeUninterruptibly());
            unforced.drainTo(batch);
            var end = batch.getLast();
            try {
                end.segment().force();
                if (end.segment() != named) {
                    Folders.forceNames(folder);
                    named = end.segment();
                }
            } catch (IOException e) {
                giveUp(e);
                return;
            }
            batch.removeIf(Appended::isEnd);
            commit(batch);
            if (end.isEnd()) {
                return;
            }
        }
    }

    private Appended takeUninterruptibly() {
        while (true) {
            try {
                return unforced.take();
            } catch (InterruptedException e) {
                // this thread is ours alone; it ends with the log
            }
        }
    }

    private void commit(List<Appended> batch) {
        if (!batch.isEmpty()) {
            synchronized (commits) {
                committed =
                        new Committed(batch.getLast().block(), batch.getLast().highest());
                commits.notifyAll();
            }
            batch.forEach(appended -> appended.listener().onCommit(appended.block(), appended.highest()));
            listeners.forEach(CommitListener::onCommit);
        }
    }

    /** What the system could not force it may have thrown away: only reading the log again can tell. */
    private EngineException giveUp(IOException cause) {
        var reason = new EngineException(
                "The engine can't make its log in " + folder + " durable (" + cause.getMessage()
                        + "). See to the disk and restart the portal.",
                cause);
        LOG.error(reason.getMessage(), cause);
        synchronized (commits) {
            failure = reason;
            commits.notifyAll();
        }
        return reason;
    }

    void awaitCommitted(long position, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        synchronized (commits) {
            while (committed.position() < position) {
                var broken = failure;
                if (broken != null) {
                    throw broken;
                }
                var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new EngineException("The log did not become durable within " + patience);
                }
                commits.wait(left);
            }
        }
    }

    @Override
    public void addCommitListener(CommitListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeCommitListener(CommitListener listener) {
        listeners.remove(listener);
    }

    // -- size

    /** The first position that the log still holds, -1 when it is empty. */
    long firstPosition() {
        return segments.getFirst().lowest();
    }

    long size() {
        return segments.stream().mapToLong(LogSegment::size).sum();
    }

    /** How many bytes a start would have to read at most, had it been opened with this log, counted on with each block. */
    long appended() {
        return appended;
    }

    int segmentCount() {
        return segments.size();
    }

    /** Deletes the segments whose records all lie before a position. */
    synchronized int deleteBefore(long position) {
        int deleted = 0;
        while (segments.size() > 1 && segments.getFirst().highest() < position) {
            var oldest = segments.getFirst();
            try {
                Files.delete(oldest.path());
            } catch (IOException e) {
                LOG.warn("Log segment {} can't be deleted now; the next snapshot tries again", oldest.path(), e);
                break;
            }
            segments = List.copyOf(segments.subList(1, segments.size()));
            deleted++;
        }
        return deleted;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            unforced.add(Appended.end(last()));
        }
        joinUninterruptibly(flusher);
        last().closeUnforced();
    }

    private static void joinUninterruptibly(Thread thread) {
        var interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // -- reading

    @Override
    public LogStorageReader newReader() {
        return new Reader();
    }

    /** Each reader has file handles of its own; so readers, and the interrupts of their threads, don't meet. */
    private final class Reader implements LogStorageReader {

        private long next = segments.getFirst().firstBlock();
        private @Nullable LogSegment segment;
        private @Nullable RandomAccessFile file;

        @Override
        public void seek(long position) {
            var list = segments;
            var visible = committed.block();
            for (var candidate : list.reversed()) {
                var block = candidate.blockAt(position);
                if (block >= 0 && Math.min(block, visible) >= list.getFirst().firstBlock()) {
                    next = Math.min(block, visible);
                    return;
                }
            }
            next = list.getFirst().firstBlock();
        }

        @Override
        public boolean hasNext() {
            return next <= committed.block();
        }

        @Override
        public DirectBuffer next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var block = read(next);
            next++;
            return new UnsafeBuffer(block, LogBlock.HEADER, block.length - LogBlock.HEADER);
        }

        private byte[] read(long number) {
            try {
                var holder = holderOf(number);
                var bytes = new byte[holder.lengthOf(number)];
                var in = fileOf(holder);
                in.seek(holder.offsetOf(number));
                in.readFully(bytes);
                if (!LogBlock.isIntact(bytes)) {
                    throw EngineFolder.damaged(holder.path(), "a block no longer checks", null);
                }
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private LogSegment holderOf(long number) {
            for (var candidate : segments.reversed()) {
                if (candidate.firstBlock() <= number) {
                    return candidate;
                }
            }
            throw new IllegalStateException("Block " + number + " was deleted with everything before a snapshot");
        }

        private RandomAccessFile fileOf(LogSegment wanted) throws IOException {
            if (file == null || segment != wanted) {
                close();
                file = new RandomAccessFile(wanted.path().toFile(), "r");
                segment = wanted;
            }
            return file;
        }

        @Override
        public void close() {
            try {
                if (file != null) {
                    file.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                file = null;
                segment = null;
            }
        }
    }
}
