@NullMarked
package org.imageexchange.ui.taskform;

import org.jspecify.annotations.NullMarked;
