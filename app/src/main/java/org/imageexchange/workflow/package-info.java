/**
 * The one door to Camunda: outbox, workers, claims, tasks, incidents.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit"})
package org.imageexchange.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
