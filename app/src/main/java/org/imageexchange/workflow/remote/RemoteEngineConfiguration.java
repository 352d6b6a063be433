package org.imageexchange.workflow.remote;

import io.camunda.client.CamundaClient;
import java.net.URI;
import org.imageexchange.workflow.EngineProperties;
import org.imageexchange.workflow.ProcessEngine;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reaches a Camunda 8 cluster. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portal.engine", havingValue = "remote")
class RemoteEngineConfiguration {

    @Bean
    CamundaClient camundaClient(EngineProperties properties) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(required("portal.engine.grpc-address", properties.grpcAddress()))
                .restAddress(required("portal.engine.rest-address", properties.restAddress()))
                .preferRestOverGrpc(false)
                .useDefaultRetryPolicy(true)
                .build();
    }

    private static URI required(String name, @Nullable URI address) {
        if (address == null) {
            throw new IllegalStateException("portal.engine=remote needs " + name
                    + ", for instance http://camunda.example.org:26500 for gRPC and :8080 for REST.");
        }
        return address;
    }

    /**
     * A cluster tells what runs through its REST API and some seconds late; a reconciler that asked as it asks the
     * embedded engine would start processes twice. Until there is an adapter that knows this, the portal doesn't start.
     */
    @Bean
    ProcessEngine processEngine(CamundaClient client) {
        throw new IllegalStateException(
                "portal.engine=remote: this version of the portal can't run on a Camunda cluster"
                        + " yet, because incidents, user tasks and the reconciler have no adapter for it."
                        + " Leave portal.engine out to use the embedded engine (not licensed for production).");
    }
}
