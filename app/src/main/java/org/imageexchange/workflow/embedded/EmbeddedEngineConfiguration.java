package org.imageexchange.workflow.embedded;

import io.camunda.client.CamundaClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imageexchange.engine.EmbeddedEngine;
import org.imageexchange.engine.EngineSettings;
import org.imageexchange.workflow.EngineProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Runs Zeebe inside the portal, unless it is told to use a cluster. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portal.engine", havingValue = "embedded", matchIfMissing = true)
@ConditionalOnClass(name = "org.imageexchange.engine.EmbeddedEngine")
class EmbeddedEngineConfiguration {

    private static final Duration SNAPSHOT_EVERY = Duration.ofMinutes(5);

    @Bean
    EmbeddedEngine embeddedEngine(
            @Value("${portal.data:data}") Path data,
            EngineProperties properties,
            Clock clock,
            Environment environment) {
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("The embedded engine does not start in the profile 'production':"
                    + " it is under Camunda License 1.0, which is free for development, test and demonstration only."
                    + " Set portal.engine=remote, portal.engine.grpc-address and portal.engine.rest-address to use a"
                    + " licensed Camunda 8 cluster.");
        }
        return EmbeddedEngine.start(
                new EngineSettings(data.resolve("engine"), properties.port(), clock, SNAPSHOT_EVERY));
    }

    @Bean
    CamundaClient camundaClient(EmbeddedEngine engine) {
        return CamundaClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .grpcAddress(engine.grpcAddress())
                .preferRestOverGrpc(false)
                .useDefaultRetryPolicy(true)
                .jobHandlingExecutor(jobThreads(), true)
                .build();
    }

    /** As many as the workers take jobs; each of them takes no more than its share. */
    private static ExecutorService jobThreads() {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().name("job-", 1).daemon().factory());
    }

    @Bean
    EmbeddedProcessEngine processEngine(EmbeddedEngine engine) {
        return new EmbeddedProcessEngine(engine);
    }
}
