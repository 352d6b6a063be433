/** The way in: a mailed link, a passcode, and the pages around them. */
@NullMarked
package org.imageexchange.ui.signin;

import org.jspecify.annotations.NullMarked;
