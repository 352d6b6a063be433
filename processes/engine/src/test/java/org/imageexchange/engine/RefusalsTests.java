package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.camunda.zeebe.process.test.engine.StockResponses;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client learns why its call failed, by a status that fits. */
class RefusalsTests {

    private @Nullable RuntimeException failure;
    private Optional<EngineException> stopped = Optional.empty();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws Exception {
        var failing = new GatewayGrpc.GatewayImplBase() {
            @Override
            public void topology(TopologyRequest request, StreamObserver<TopologyResponse> observer) {
                if (failure != null) {
                    throw failure;
                }
                observer.onNext(TopologyResponse.getDefaultInstance());
                observer.onCompleted();
            }
        };
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(failing)
                .intercept(new Refusals(new StockResponses(), () -> stopped))
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void a_call_that_works_is_answered() {
        assertThat(call()).isEqualTo(TopologyResponse.getDefaultInstance());
    }

    @Test
    void a_full_disk_is_a_resource_that_is_exhausted() {
        failure = new CannotWrite("Free space", null);

        assertStatus(Status.Code.RESOURCE_EXHAUSTED, "Free space");
    }

    @Test
    void an_engine_that_can_not_work_is_unavailable() {
        failure = new EngineException("The engine is closed");

        assertStatus(Status.Code.UNAVAILABLE, "The engine is closed");
    }

    @Test
    void an_engine_that_has_stopped_refuses_every_call() {
        stopped = Optional.of(new EngineException("Restart the portal"));

        assertStatus(Status.Code.UNAVAILABLE, "Restart the portal");
    }

    @Test
    void a_status_that_was_chosen_is_kept() {
        failure = Status.UNIMPLEMENTED.withDescription("not here").asRuntimeException();

        assertStatus(Status.Code.UNIMPLEMENTED, "not here");
    }

    @Test
    void anything_else_does_not_tell_its_secrets() {
        failure = new IllegalStateException("a secret");

        assertStatus(Status.Code.INTERNAL, "its log says more");
    }

    private TopologyResponse call() {
        return GatewayGrpc.newBlockingStub(channel).topology(TopologyRequest.getDefaultInstance());
    }

    private void assertStatus(Status.Code code, String description) {
        assertThatThrownBy(this::call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(code))
                .hasMessageContaining(description)
                .hasMessageNotContaining("secret");
    }
}
