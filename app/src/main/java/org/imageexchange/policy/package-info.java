/**
 * Limits and periods, by institution.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.imageexchange.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
