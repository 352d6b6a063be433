/** The job workers of {@code forward-transfer}: they translate, call once, and translate back. */
@NullMarked
package org.imageexchange.forwarding.worker;

import org.jspecify.annotations.NullMarked;
