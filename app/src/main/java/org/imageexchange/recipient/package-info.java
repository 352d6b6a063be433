/**
 * A person's address book: whom they sent to before, as they described them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account"})
package org.imageexchange.recipient;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
