package org.imageexchange.passcode;

import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Import;

/** The same rules on PostgreSQL, where locks are others than those of H2. */
@Import(TestPostgres.class)
class PasscodesIT extends PasscodesTests {}
