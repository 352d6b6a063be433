package org.imageexchange.imaging.intake;

import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Import;

/** The same rules, locks and constraints on PostgreSQL. */
@Import(TestPostgres.class)
class IntakeIT extends IntakeTests {}
