/**
 * Passing a transfer on: the wizard's drafts and steps, the reservations that keep to three, the disclaimer.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"audit", "account", "transfer", "recipient", "policy", "notification", "workflow"})
package org.imageexchange.forwarding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
