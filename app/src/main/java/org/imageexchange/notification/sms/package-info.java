/**
 * Text messages by Twilio; the only place that knows its SDK.
 */
@NullMarked
package org.imageexchange.notification.sms;

import org.jspecify.annotations.NullMarked;
