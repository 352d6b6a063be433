package org.imageexchange.workflow;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the process engine is.
 *
 * @param port of the embedded engine on the loopback interface; 0 takes a free one
 * @param grpcAddress of a cluster
 * @param restAddress of a cluster
 */
@ConfigurationProperties("portal.engine")
public record EngineProperties(
        int port, @Nullable URI grpcAddress, @Nullable URI restAddress) {}
