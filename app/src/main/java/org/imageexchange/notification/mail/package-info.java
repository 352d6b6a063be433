/**
 * E-mail by SMTP.
 */
@NullMarked
package org.imageexchange.notification.mail;

import org.jspecify.annotations.NullMarked;
