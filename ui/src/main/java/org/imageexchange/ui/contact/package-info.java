/** The form for a recipient's contact, wherever one is typed. */
@NullMarked
package org.imageexchange.ui.contact;

import org.jspecify.annotations.NullMarked;
