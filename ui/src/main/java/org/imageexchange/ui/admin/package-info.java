/** What an administrator looks after. */
@NullMarked
package org.imageexchange.ui.admin;

import org.jspecify.annotations.NullMarked;
