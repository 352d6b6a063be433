package org.imageexchange.imaging.intake;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the sweep run. */
@Configuration
@EnableScheduling
class IntakeConfiguration {}
