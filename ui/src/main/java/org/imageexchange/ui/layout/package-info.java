/** The frame around every page of a person who is signed in. */
@NullMarked
package org.imageexchange.ui.layout;

import org.jspecify.annotations.NullMarked;
