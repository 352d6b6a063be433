/**
 * People, roles and institutions, and the proofs of who somebody is.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "notification", "policy"})
package org.imageexchange.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
