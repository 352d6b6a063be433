package org.imageexchange.notification.demo;

import java.time.Clock;
import org.imageexchange.notification.Channel;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With {@code portal.demo=true} the outbox stands in for each channel that has no gateway. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("portal.demo")
class DemoConfiguration {

    @Bean
    DemoGateway demoMail(DemoMessages messages, Clock clock) {
        return new DemoGateway(Channel.EMAIL, messages, clock);
    }

    @Bean
    DemoGateway demoSms(DemoMessages messages, Clock clock) {
        return new DemoGateway(Channel.SMS, messages, clock);
    }
}
