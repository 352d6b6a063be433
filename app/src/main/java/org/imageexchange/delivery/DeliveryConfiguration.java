package org.imageexchange.delivery;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads the settings of the delivery. */
@Configuration
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {}
