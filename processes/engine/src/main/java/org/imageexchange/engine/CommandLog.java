package org.imageexchange.engine;

import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.protocol.impl.encoding.AuthInfo;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.stream.api.InterPartitionCommandSender;
import io.camunda.zeebe.util.Either;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where commands from outside enter the log: written, or refused with an exception, never silently dropped. */
final class CommandLog implements LogStreamWriter, InterPartitionCommandSender {

    static final int PARTITION = 1;

    private final LogStreamWriter log;
    private final Requests requests;

    CommandLog(LogStreamWriter log, Requests requests) {
        this.log = log;
        this.requests = requests;
    }

    /** A command whose answer goes to somebody. */
    void send(long key, Intent intent, ValueType type, UnifiedRecordValue value, Reply reply) {
        var metadata = command(type, intent).requestStreamId(PARTITION).requestId(requests.register(reply));
        tryWrite(WriteContext.internal(), LogAppendEntry.of(key, metadata, value));
    }

    /** A command that nobody waits for. */
    void send(long key, Intent intent, ValueType type, UnifiedRecordValue value) {
        tryWrite(WriteContext.internal(), LogAppendEntry.of(key, command(type, intent), value));
    }

    private static RecordMetadata command(ValueType type, Intent intent) {
        return new RecordMetadata()
                .recordType(RecordType.COMMAND)
                .valueType(type)
                .intent(intent);
    }

    @Override
    public boolean canWriteEvents(int count, int size) {
        return log.canWriteEvents(count, size);
    }

    @Override
    public Either<WriteFailure, Long> tryWrite(WriteContext context, List<LogAppendEntry> entries, long source) {
        try {
            var written = log.tryWrite(context, entries, source);
            if (written.isLeft()) {
                throw new EngineException("The engine takes no commands (" + written.getLeft() + ")");
            }
            return written;
        } catch (RuntimeException e) {
            entries.forEach(entry -> requests.take(entry.recordMetadata().getRequestId()));
            throw e;
        }
    }

    /** There is one partition, so whatever the engine sends to another one comes back to it. */
    @Override
    public void sendCommand(
            int receiver,
            ValueType type,
            Intent intent,
            @Nullable Long key,
            UnifiedRecordValue command,
            @Nullable AuthInfo authorization) {
        var metadata = command(type, intent);
        if (authorization != null) {
            metadata.authorization(authorization);
        }
        tryWrite(WriteContext.interPartition(), LogAppendEntry.of(key == null ? -1 : key, metadata, command));
    }
}
