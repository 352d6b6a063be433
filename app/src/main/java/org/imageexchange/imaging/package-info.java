/**
 * Studies, series and instances, and the packages made of them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "account", "policy"})
package org.imageexchange.imaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
