package org.imageexchange.forwarding;

import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.audit.Audited;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The texts that are approved before a forward is made, and who approved which. */
@Service
public class Disclaimers {

    private static final int MOST_STATEMENTS = 10;
    private static final int LONGEST_STATEMENT = 300;

    private static final RowMapper<Disclaimer> ROW = (row, number) -> new Disclaimer(
            new DisclaimerId(row.getObject("id", UUID.class)),
            row.getInt("version"),
            row.getString("statements").lines().toList(),
            row.getObject("institution_id", UUID.class) != null);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Disclaimers(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Somebody approved a text for a forward. */
    public record DisclaimerApproved(DraftId draft, AccountId by, DisclaimerId disclaimer, Instant at)
            implements Audited {}

    /** The text that is in force for what an institution sent: its own, or the portal's. */
    @Transactional(readOnly = true)
    public Disclaimer inForce(InstitutionId institution) {
        return newest(institution)
                .or(() -> newest(null))
                .orElseThrow(() -> new IllegalStateException("The portal has no disclaimer of its own"));
    }

    private Optional<Disclaimer> newest(@Nullable InstitutionId institution) {
        var sql = "select * from disclaimer where "
                + (institution == null ? "institution_id is null" : "institution_id = :institution")
                + " order by version desc limit 1";
        var query = jdbc.sql(sql);
        return (institution == null ? query : query.param("institution", institution.value()))
                .query(ROW)
                .optional();
    }

    /** A text was put in force, or what is wrong with it. */
    public sealed interface Publication permits Published, Invalid {}

    public record Published(Disclaimer disclaimer) implements Publication {}

    /** @param problem in the user's words */
    public record Invalid(String problem) implements Publication {}

    /**
     * Puts another text in force for what the institution sends, from now on; what was approved before stays on record
     * with the text that it was.
     */
    @Transactional
    @RolesAllowed("ADMINISTRATOR")
    public Publication publish(InstitutionId institution, List<String> statements) {
        var lines = statements.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            return new Invalid("Write at least one statement.");
        }
        if (lines.size() > MOST_STATEMENTS) {
            return new Invalid("Keep to " + MOST_STATEMENTS + " statements: nobody reads more.");
        }
        if (lines.stream()
                .anyMatch(line ->
                        line.length() > LONGEST_STATEMENT || line.lines().count() > 1)) {
            return new Invalid("Keep each statement to one line of " + LONGEST_STATEMENT + " characters.");
        }
        var version = newest(institution).map(Disclaimer::version).orElse(0) + 1;
        var made = new Disclaimer(new DisclaimerId(UUID.randomUUID()), version, lines, true);
        jdbc.sql("insert into disclaimer (id, institution_id, version, statements, published_at)"
                        + " values (:id, :institution, :version, :statements, :now)")
                .param("id", made.id().value())
                .param("institution", institution.value())
                .param("version", version)
                .param("statements", String.join("\n", lines))
                .param("now", now().atOffset(ZoneOffset.UTC))
                .update();
        return new Published(made);
    }

    /**
     * Writes down who approved which text; a repeat finds it written. Where the wizard had to begin anew, the text that
     * was approved last counts.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(DraftId draft, AccountId by, DisclaimerId disclaimer) {
        var now = now();
        var statements = List.of(
                "update disclaimer_approval set disclaimer_id = :disclaimer, approved_by = :by, approved_at = :now"
                        + " where draft_id = :draft and disclaimer_id <> :disclaimer",
                "insert into disclaimer_approval (draft_id, disclaimer_id, approved_by, approved_at)"
                        + " values (:draft, :disclaimer, :by, :now) on conflict do nothing");
        for (var statement : statements) {
            var written = jdbc.sql(statement)
                    .param("draft", draft.value())
                    .param("disclaimer", disclaimer.value())
                    .param("by", by.value())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
            if (written == 1) {
                events.publishEvent(new DisclaimerApproved(draft, by, disclaimer, now));
                return;
            }
        }
    }

    /** Whether the draft's disclaimer was approved. */
    @Transactional(readOnly = true)
    public boolean isApproved(DraftId draft) {
        return jdbc.sql("select count(*) from disclaimer_approval where draft_id = :draft")
                        .param("draft", draft.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
