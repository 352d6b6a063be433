/** The engine in the portal's own process: for demonstration, development and test. */
@NullMarked
package org.imageexchange.workflow.embedded;

import org.jspecify.annotations.NullMarked;
