package org.imageexchange.transfer;

import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Import;

/** The same rows from PostgreSQL. */
@Import(TestPostgres.class)
class DashboardIT extends DashboardTests {}
