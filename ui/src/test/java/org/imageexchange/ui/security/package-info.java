@NullMarked
package org.imageexchange.ui.security;

import org.jspecify.annotations.NullMarked;
