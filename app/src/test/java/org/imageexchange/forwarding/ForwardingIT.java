package org.imageexchange.forwarding;

import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Import;

/** The same rules, locks and constraints on PostgreSQL. */
@Import(TestPostgres.class)
class ForwardingIT extends ForwardingTests {}
