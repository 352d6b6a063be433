package org.imageexchange.forwarding;

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
 * The drafts that still need their process: whose wizard is open, or whose forward the hospital was not told of yet,
 * whatever became of it.
 */
@Component
class ForwardProcesses implements OpenProcesses {

    private final JdbcClient jdbc;

    ForwardProcesses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String message() {
        return Messages.FORWARD_ASKED;
    }

    @Override
    public List<Start> openAfter(String processKey, int limit) {
        var after = after(processKey);
        return jdbc.sql("""
                        select d.id from forward_draft d
                        where d.working = true
                          and (d.begun_at > :begunAt or (d.begun_at = :begunAt and d.id > :id))
                        order by d.begun_at, d.id
                        limit :limit""")
                .param("begunAt", after.begunAt())
                .param("id", after.id())
                .param("limit", limit)
                .query((row, n) -> start(new DraftId(row.getObject("id", UUID.class))))
                .list();
    }

    static Start start(DraftId draft) {
        return new Start(
                draft.processKey(), Map.of(Variables.DRAFT_ID, draft.value().toString()));
    }

    private record Position(OffsetDateTime begunAt, UUID id) {}

    private Position after(String processKey) {
        var first = new Position(Instant.EPOCH.atOffset(ZoneOffset.UTC), new UUID(0, 0));
        return DraftId.ofProcessKey(processKey)
                .flatMap(draft -> jdbc.sql("select begun_at, id from forward_draft where id = :id")
                        .param("id", draft.value())
                        .query((row, n) -> new Position(
                                row.getObject("begun_at", OffsetDateTime.class), row.getObject("id", UUID.class)))
                        .optional())
                .orElse(first);
    }
}
