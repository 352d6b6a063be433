package org.imageexchange.engine;

import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.stream.api.CommandResponseWriter;
import io.camunda.zeebe.util.buffer.BufferUtil;
import io.camunda.zeebe.util.buffer.BufferWriter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the engine's responses to those who wait; a failing listener never reaches the stream processor. */
final class Responses implements CommandResponseWriter {

    private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

    private final Requests requests;
    private long key;
    private Intent intent = Intent.UNKNOWN;
    private RejectionType rejection = RejectionType.NULL_VAL;
    private String reason = "";
    private DirectBuffer value = new UnsafeBuffer();

    Responses(Requests requests) {
        this.requests = requests;
    }

    @Override
    public CommandResponseWriter partitionId(int partition) {
        return this;
    }

    @Override
    public CommandResponseWriter key(long key) {
        this.key = key;
        return this;
    }

    @Override
    public CommandResponseWriter intent(Intent intent) {
        this.intent = intent;
        return this;
    }

    @Override
    public CommandResponseWriter recordType(RecordType type) {
        return this;
    }

    @Override
    public CommandResponseWriter valueType(ValueType type) {
        return this;
    }

    @Override
    public CommandResponseWriter rejectionType(RejectionType type) {
        rejection = type;
        return this;
    }

    @Override
    public CommandResponseWriter rejectionReason(DirectBuffer text) {
        reason = BufferUtil.bufferAsString(text);
        return this;
    }

    @Override
    public CommandResponseWriter valueWriter(BufferWriter writer) {
        var copy = new UnsafeBuffer(new byte[writer.getLength()]);
        writer.write(copy, 0);
        value = copy;
        return this;
    }

    @Override
    public void tryWriteResponse(int stream, long request) {
        var reply = requests.take(request);
        if (reply == null) {
            return; // from before a restart
        }
        try {
            if (rejection == RejectionType.NULL_VAL) {
                reply.answered(key, intent, value);
            } else {
                reply.rejected(rejection, intent, reason);
            }
        } catch (RuntimeException e) {
            LOG.warn("A response ({}) did not reach its client", intent, e);
        }
    }
}
