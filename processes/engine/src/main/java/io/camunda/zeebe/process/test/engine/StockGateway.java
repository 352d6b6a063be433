package io.camunda.zeebe.process.test.engine;

import com.google.protobuf.GeneratedMessage;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.grpc.stub.StreamObserver;

/** The stock translation of gRPC requests into commands, open to be extended. */
public abstract class StockGateway extends GrpcToLogStreamGateway {

    /** Only the topology request would show a port; nobody dials what it shows. */
    private static final int NO_PORT = 0;

    protected StockGateway(LogStreamWriter writer, int partition, RequestIds ids) {
        this(new CommandWriter(writer), partition, ids);
    }

    private StockGateway(CommandWriter writer, int partition, RequestIds ids) {
        super(writer, partition, 1, NO_PORT, new Store(ids), new InMemoryJobStreamer(writer));
    }

    /** Gives the id under which a request's response will come. */
    @FunctionalInterface
    public interface RequestIds {
        long register(Class<? extends GeneratedMessage> request, StreamObserver<?> observer);
    }

    private static final class Store extends GatewayRequestStore {

        private final RequestIds ids;

        private Store(RequestIds ids) {
            this.ids = ids;
        }

        @Override
        Long registerNewRequest(Class<? extends GeneratedMessage> request, StreamObserver<?> observer) {
            return ids.register(request, observer);
        }
    }
}
