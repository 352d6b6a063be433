/** The wizard that passes a transfer on, and the tree of who holds the images. */
@NullMarked
package org.imageexchange.ui.forwarding;

import org.jspecify.annotations.NullMarked;
