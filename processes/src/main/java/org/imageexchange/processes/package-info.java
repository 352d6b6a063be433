/** The processes of the portal, and the names under which code and models meet. */
@org.jspecify.annotations.NullMarked
package org.imageexchange.processes;
