package org.imageexchange.notification;

import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Import;

/** The same rules on PostgreSQL. */
@Import(TestPostgres.class)
class NotificationsIT extends NotificationsTests {}
