package org.imageexchange.workflow;

import org.springframework.test.context.ActiveProfiles;

@ActiveProfiles("postgres")
class OutboxRelayIT extends OutboxRelayTests {}
