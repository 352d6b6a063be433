/** Draws the forms of user tasks, as the Camunda Modeler writes them, with the portal's own fields. */
@NullMarked
package org.imageexchange.ui.taskform;

import org.jspecify.annotations.NullMarked;
