/**
 * What is worth remembering: features announce it, nobody calls it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.imageexchange.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
