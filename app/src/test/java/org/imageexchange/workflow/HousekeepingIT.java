package org.imageexchange.workflow;

import org.springframework.test.context.ActiveProfiles;

@ActiveProfiles("postgres")
class HousekeepingIT extends HousekeepingTests {}
