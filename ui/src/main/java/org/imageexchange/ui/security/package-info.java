/** Who may reach which address, the headers of every answer, and when a session ends. */
@NullMarked
package org.imageexchange.ui.security;

import org.jspecify.annotations.NullMarked;
