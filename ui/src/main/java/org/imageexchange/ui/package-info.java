/** The portal as its users see it, put together as one application. */
@NullMarked
package org.imageexchange.ui;

import org.jspecify.annotations.NullMarked;
