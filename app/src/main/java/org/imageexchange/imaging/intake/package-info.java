/** Ways in for images: upload now, C-STORE and STOW-RS later. */
@NullMarked
@NamedInterface
package org.imageexchange.imaging.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
