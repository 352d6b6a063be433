package org.imageexchange.workflow;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** What every way to run needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
class WorkflowConfiguration {

    private static final String EMBEDDED_ENGINE = "org.imageexchange.engine.EmbeddedEngine";

    WorkflowConfiguration(Environment environment) {
        var choice = environment.getProperty("portal.engine", "embedded");
        var problem = switch (choice) {
            case "remote" -> "";
            case "embedded" ->
                ClassUtils.isPresent(EMBEDDED_ENGINE, null)
                        ? ""
                        : "portal.engine=embedded, but this build leaves the embedded engine out."
                                + " Set portal.engine=remote and the addresses of a Camunda 8 cluster.";
            default -> "portal.engine=" + choice + " is unknown. Set it to embedded or remote.";
        };
        if (!problem.isEmpty()) {
            throw new IllegalStateException(problem);
        }
    }

    @Bean
    Models models() {
        return Models.onClassPath();
    }
}
