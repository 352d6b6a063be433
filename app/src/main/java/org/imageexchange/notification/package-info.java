/**
 * Hands messages to people: a template, an address and references in; sent or failed out.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit"})
package org.imageexchange.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
