/**
 * Prepares a package, makes it available, invites its recipient, and lets it be downloaded.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"audit", "account", "imaging", "transfer", "notification", "policy", "workflow"})
package org.imageexchange.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
