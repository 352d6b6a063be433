/** The job workers of {@code deliver-package}: they translate, call once, and translate back. */
@NullMarked
package org.imageexchange.delivery.worker;

import org.jspecify.annotations.NullMarked;
