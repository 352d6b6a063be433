package org.imageexchange.engine;

import io.camunda.zeebe.process.test.engine.StockResponses;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says no in gRPC: at once when the engine has stopped, and with a status that fits when a call fails. */
final class Refusals implements ServerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final StockResponses stock;
    private final Supplier<Optional<EngineException>> failure;

    Refusals(StockResponses stock, Supplier<Optional<EngineException>> failure) {
        this.stock = stock;
        this.failure = failure;
    }

    StatusRuntimeException rejection(RejectionType type, Intent intent, String reason) {
        return StatusProto.toStatusRuntimeException(stock.rejection(type, intent, reason));
    }

    static Status statusOf(RuntimeException failure) {
        return switch (failure) {
            case StatusRuntimeException chosen -> chosen.getStatus();
            case CannotWrite full -> Status.RESOURCE_EXHAUSTED.withDescription(full.getMessage());
            case EngineException stopped -> Status.UNAVAILABLE.withDescription(stopped.getMessage());
            default -> Status.INTERNAL.withDescription("The engine could not read this request; its log says more");
        };
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var stopped = failure.get();
        if (stopped.isPresent()) {
            call.close(statusOf(stopped.get()), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        var tracked = new Tracked<>(call);
        return new SimpleForwardingServerCallListener<>(next.startCall(tracked, headers)) {
            @Override
            public void onHalfClose() { // where the request is handled
                try {
                    super.onHalfClose();
                } catch (RuntimeException e) {
                    tracked.fail(e);
                }
            }
        };
    }

    private static final class Tracked<Q, A> extends SimpleForwardingServerCall<Q, A> {

        private boolean closed;

        private Tracked(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public synchronized void close(Status status, Metadata trailers) {
            closed = true;
            super.close(status, trailers);
        }

        private synchronized void fail(RuntimeException failure) {
            var status = statusOf(failure);
            if (status.getCode() == Status.Code.INTERNAL) {
                LOG.warn("A request failed", failure);
            }
            if (!closed) {
                close(status, new Metadata());
            }
        }
    }
}
