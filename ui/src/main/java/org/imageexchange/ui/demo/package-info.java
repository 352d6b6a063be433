/** What a demonstration begins with, so that a newcomer can send something at once. */
@NullMarked
package org.imageexchange.ui.demo;

import org.jspecify.annotations.NullMarked;
