package org.imageexchange.transfer;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.OpenProcesses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The transfers that still need their process: whoever was not told yet must be, even if the engine forgot everything.
 * The first delivery of what was passed on is the work of the process that passed it on.
 */
@Component
class OpenDeliveries implements OpenProcesses {

    private final JdbcClient jdbc;
    private final Clock clock;

    OpenDeliveries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String message() {
        return Messages.IMAGES_SENT;
    }

    @Override
    public List<Start> openAfter(String processKey, int limit) {
        var after = after(processKey);
        return jdbc.sql("""
                        select id, delivery from transfer
                        where delivered = false and (forwarded_from is null or delivery > 1)
                          and (sent_at > :sentAt or (sent_at = :sentAt and id > :id))
                          and status in ('PREPARING', 'NEW') and available_until > :now
                        order by sent_at, id
                        limit :limit""")
                .param("sentAt", after.sentAt())
                .param("id", after.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, n) -> start(row.getObject("id", UUID.class), row.getInt("delivery")))
                .list();
    }

    private static Start start(UUID id, int delivery) {
        return new Start(
                id + ":" + delivery, Map.of(Variables.TRANSFER_ID, id.toString(), Variables.DELIVERY, delivery));
    }

    private record Position(OffsetDateTime sentAt, UUID id) {}

    private Position after(String processKey) {
        var first = new Position(Instant.EPOCH.atOffset(ZoneOffset.UTC), new UUID(0, 0));
        var colon = processKey.indexOf(':');
        if (colon < 0) {
            return first;
        }
        return jdbc.sql("select sent_at, id from transfer where id = :id")
                .param("id", UUID.fromString(processKey.substring(0, colon)))
                .query((row, n) ->
                        new Position(row.getObject("sent_at", OffsetDateTime.class), row.getObject("id", UUID.class)))
                .optional()
                .orElse(first);
    }
}
