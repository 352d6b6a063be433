package org.imageexchange.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what is of no use any more, so that the workflow's tables grow with what is open and not with all that was. */
@Component
class Housekeeping {

    /** Long after the engine has forgotten the start message, so that no repeat can find the key free. */
    static final Duration KEEP = Duration.ofDays(7);

    private static final int PAGE = 500;

    private final Claims claims;
    private final ProcessEngine engine;
    private final JdbcClient jdbc;
    private final Clock clock;

    Housekeeping(Claims claims, ProcessEngine engine, JdbcClient jdbc, Clock clock) {
        this.claims = claims;
        this.engine = engine;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void tidy() {
        var before = clock.instant().minus(KEEP);
        var page = claims.claimedBefore(before, "", PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(claim ->
                            !claim.engine().equals(engine.identity()) || !engine.isActive(claim.processInstanceKey()))
                    .forEach(claims::release);
            page = claims.claimedBefore(before, page.getLast().processKey(), PAGE);
        }
        jdbc.sql("delete from task_inbox where state <> 'OPEN' and changed_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
