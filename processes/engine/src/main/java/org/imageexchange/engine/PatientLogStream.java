package org.imageexchange.engine;

import io.camunda.zeebe.logstreams.impl.flowcontrol.FlowControl;
import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogRecordAwaiter;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.logstreams.log.LogStreamReader;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.util.Either;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The log as the stream processor sees it: one that is sometimes busy, but never fails.
 *
 * <p>An exception while it writes what it has computed would make the engine ban the process instance; a write that was
 * not accepted it tries again until it is, or until it is closed. That is what a full disk needs.
 */
final class PatientLogStream implements LogStream {

    private static final long PAUSE = Duration.ofMillis(50).toNanos();

    private final LogStream stream;

    PatientLogStream(LogStream stream) {
        this.stream = stream;
    }

    @Override
    public LogStreamWriter newLogStreamWriter() {
        return new PatientWriter(stream.newLogStreamWriter());
    }

    @Override
    public LogStreamReader newLogStreamReader() {
        return stream.newLogStreamReader();
    }

    @Override
    public int getPartitionId() {
        return stream.getPartitionId();
    }

    @Override
    public String getLogName() {
        return stream.getLogName();
    }

    @Override
    public FlowControl getFlowControl() {
        return stream.getFlowControl();
    }

    @Override
    public void registerRecordAvailableListener(LogRecordAwaiter listener) {
        stream.registerRecordAvailableListener(listener);
    }

    @Override
    public void removeRecordAvailableListener(LogRecordAwaiter listener) {
        stream.removeRecordAvailableListener(listener);
    }

    @Override
    public void close() {
        stream.close();
    }

    private record PatientWriter(LogStreamWriter log) implements LogStreamWriter {

        @Override
        public boolean canWriteEvents(int count, int size) {
            return log.canWriteEvents(count, size);
        }

        @Override
        public Either<WriteFailure, Long> tryWrite(WriteContext context, List<LogAppendEntry> entries, long source) {
            try {
                return log.tryWrite(context, entries, source);
            } catch (EngineException e) {
                LockSupport.parkNanos(PAUSE); // the storage has logged it once; this is asked again and again
                return Either.left(WriteFailure.WRITE_LIMIT_EXHAUSTED);
            }
        }
    }
}
