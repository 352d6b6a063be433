package org.imageexchange.account;

import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Import;

/** The same rules on PostgreSQL. */
@Import(TestPostgres.class)
class SignInLinksIT extends SignInLinksTests {}
