/**
 * The demo outbox: what would have been sent, to be read on this machine.
 */
@NullMarked
package org.imageexchange.notification.demo;

import org.jspecify.annotations.NullMarked;
