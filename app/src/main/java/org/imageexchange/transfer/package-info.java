/**
 * One package offered to one person until a date.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "account", "imaging", "policy", "workflow"})
package org.imageexchange.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
