/** The transfers of a person: Home, Action Required and All. */
@NullMarked
package org.imageexchange.ui.dashboard;

import org.jspecify.annotations.NullMarked;
