/** The engine as a Camunda 8 cluster. */
@NullMarked
package org.imageexchange.workflow.remote;

import org.jspecify.annotations.NullMarked;
