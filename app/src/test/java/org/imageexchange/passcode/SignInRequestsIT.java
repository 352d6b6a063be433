package org.imageexchange.passcode;

import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Import;

/** The same rules on PostgreSQL. */
@Import(TestPostgres.class)
class SignInRequestsIT extends SignInRequestsTests {}
