@NullMarked
package org.imageexchange.ui.radiology;

import org.jspecify.annotations.NullMarked;
