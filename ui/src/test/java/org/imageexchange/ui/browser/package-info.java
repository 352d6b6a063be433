/** The portal in a real browser: the packaged jar, started as whoever runs it starts it. */
@NullMarked
package org.imageexchange.ui.browser;

import org.jspecify.annotations.NullMarked;
