package org.imageexchange.engine;

import com.google.protobuf.GeneratedMessage;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeleteResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeleteResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.StreamActivatedJobsRequest;
import io.camunda.zeebe.process.test.engine.StockGateway;
import io.camunda.zeebe.process.test.engine.StockResponses;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.agrona.DirectBuffer;

/** The stock gateway, and what it lacks: long polling, open job streams, job results. */
final class Gateway extends StockGateway {

    private final CommandLog commands;
    private final LongPolls polls;
    private final JobStreams streams;
    private final StockResponses stock;
    private final Refusals refusals;

    Gateway(
            CommandLog commands,
            Requests requests,
            LongPolls polls,
            JobStreams streams,
            StockResponses stock,
            Refusals refusals) {
        super(
                commands,
                CommandLog.PARTITION,
                (request, observer) -> requests.register(new Call(request, observer, stock, refusals)));
        this.commands = commands;
        this.polls = polls;
        this.streams = streams;
        this.stock = stock;
        this.refusals = refusals;
    }

    @Override
    public void activateJobs(ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> observer) {
        polls.poll(request, (ServerCallStreamObserver<ActivateJobsResponse>) observer);
    }

    @Override
    public void streamActivatedJobs(StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> observer) {
        streams.open(request, (ServerCallStreamObserver<ActivatedJob>) observer);
    }

    @Override
    public void completeJob(CompleteJobRequest request, StreamObserver<CompleteJobResponse> observer) {
        var call = new Call(request.getClass(), observer, stock, refusals);
        commands.send(request.getJobKey(), JobIntent.COMPLETE, ValueType.JOB, JobMapping.completed(request), call);
    }

    @Override
    public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> observer) {
        var call = new Call(request.getClass(), observer, stock, refusals);
        commands.send(request.getJobKey(), JobIntent.FAIL, ValueType.JOB, JobMapping.failed(request), call);
    }

    /** One call that waits for its response. */
    private record Call(
            Class<? extends GeneratedMessage> request,
            StreamObserver<?> observer,
            StockResponses stock,
            Refusals refusals)
            implements Reply {

        @Override
        @SuppressWarnings("unchecked") // the response that belongs to the request's type is what its observer takes
        public void answered(long key, Intent intent, DirectBuffer value) {
            if (!isCancelled()) {
                var response = request == DeleteResourceRequest.class
                        ? DeleteResourceResponse.getDefaultInstance() // unknown to the stock translation
                        : stock.response(request, value, key, intent);
                ((StreamObserver<GeneratedMessage>) observer).onNext(response);
                observer.onCompleted();
            }
        }

        @Override
        public void rejected(RejectionType type, Intent intent, String reason) {
            if (!isCancelled()) {
                observer.onError(refusals.rejection(type, intent, reason));
            }
        }

        @Override
        public void abandoned(EngineException reason) {
            if (!isCancelled()) {
                observer.onError(Refusals.statusOf(reason).asRuntimeException());
            }
        }

        private boolean isCancelled() {
            return ((ServerCallStreamObserver<?>) observer).isCancelled();
        }
    }
}
