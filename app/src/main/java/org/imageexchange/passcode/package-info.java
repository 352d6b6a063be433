/**
 * One-time codes: challenge, code, send, verify, back-off.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "account", "notification", "policy", "workflow"})
package org.imageexchange.passcode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
