/** A durable Zeebe engine inside the portal's own process. */
@NullMarked
package org.imageexchange.engine;

import org.jspecify.annotations.NullMarked;
