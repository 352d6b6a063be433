/** What radiology does: takes studies in and sends them. */
@NullMarked
package org.imageexchange.ui.radiology;

import org.jspecify.annotations.NullMarked;
