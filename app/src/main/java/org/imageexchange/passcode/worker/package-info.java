/**
 * The tasks of {@code issue-passcode} and {@code mail-sign-in-link}.
 */
@NullMarked
package org.imageexchange.passcode.worker;

import org.jspecify.annotations.NullMarked;
