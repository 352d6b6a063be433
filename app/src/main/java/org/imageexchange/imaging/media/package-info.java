/** The package as a file: a zip built once, its index, and reading any range of it. */
@NullMarked
package org.imageexchange.imaging.media;

import org.jspecify.annotations.NullMarked;
