package org.imageexchange.notification.sms;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Twilio, when its account is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("portal.twilio.account-sid")
@EnableConfigurationProperties(TwilioSettings.class)
class TwilioConfiguration {

    @Bean
    TwilioGateway twilioGateway(TwilioSettings settings) {
        return new TwilioGateway(settings, TwilioGateway.httpClient());
    }
}
