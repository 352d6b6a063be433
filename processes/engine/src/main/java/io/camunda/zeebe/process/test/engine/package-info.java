/**
 * The two doors into the stock engine's gateway that its own package keeps shut.
 *
 * <p>The stock artifact translates gRPC requests into engine commands and engine records into gRPC responses, but its
 * translators are package-private. These classes open exactly those and hold no logic of ours: that lives in
 * {@link org.imageexchange.engine}.
 */
@NullMarked
package io.camunda.zeebe.process.test.engine;

import org.jspecify.annotations.NullMarked;
