package org.imageexchange.imaging;

import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Import;

/** The same rules and locks on PostgreSQL. */
@Import(TestPostgres.class)
class PackagesIT extends PackagesTests {}
