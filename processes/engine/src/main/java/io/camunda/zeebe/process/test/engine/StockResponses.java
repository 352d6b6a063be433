package io.camunda.zeebe.process.test.engine;

import com.google.protobuf.GeneratedMessage;
import com.google.rpc.Status;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import org.agrona.DirectBuffer;

/** The stock translation of records into gRPC responses; keeps state while it maps, so one thread at a time. */
public final class StockResponses {

    private final GrpcResponseMapper mapper = new GrpcResponseMapper();

    public GeneratedMessage response(
            Class<? extends GeneratedMessage> request, DirectBuffer value, long key, Intent intent) {
        return mapper.map(request, value, key, intent);
    }

    public Status rejection(RejectionType type, Intent intent, String reason) {
        return mapper.createRejectionResponse(type, intent, reason);
    }

    public static ActivatedJob activatedJob(long key, JobRecord job) {
        return GrpcResponseMapper.mapToActivatedJob(key, job);
    }
}
