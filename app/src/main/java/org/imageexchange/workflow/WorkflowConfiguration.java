package org.imageexchange.workflow;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every way to run needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
class WorkflowConfiguration {

    @Bean
    Models models() {
        return Models.onClassPath();
    }
}
