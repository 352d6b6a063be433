package org.imageexchange.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A portal that has been busy for long: most of its transfers are of one institution, and a tenth go to one person. */
final class ManyTransfers {

    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    static final MobileNumber MOBILE = new MobileNumber("+447700900123");

    private static final int YEARS = 3;

    final SignedIn radiologist;
    final SignedIn recipient;

    private final JdbcTemplate jdbc;

    ManyTransfers(JdbcTemplate jdbc, int count) {
        this.jdbc = jdbc;
        var busy = institution();
        var others = List.of(institution(), institution(), institution(), institution());
        var email = new EmailAddress("clinic-" + UUID.randomUUID() + "@example.org");
        var recipientAccount = account(email.value());
        var people = new ArrayList<UUID>();
        for (int i = 0; i < 1000; i++) {
            people.add(account("person-" + UUID.randomUUID() + "@example.org"));
        }
        var sender = people.getFirst();
        var packageId = aPackage(busy);
        var random = new Random(1);

        var rows = new ArrayList<Object[]>();
        UUID received = null;
        for (int i = 0; i < count; i++) {
            var institution = random.nextInt(10) < 7 ? busy : others.get(random.nextInt(others.size()));
            var toTheClinic = random.nextInt(10) == 0;
            // A tenth of a percent are kept open for longer than the lists reach.
            var days = random.nextInt(1000) == 0 ? 90 : 14;
            var sentAt = NOW.minusSeconds(random.nextInt(YEARS * 365 * 24 * 3600));
            var until = sentAt.plus(Duration.ofDays(days));
            var status = random.nextInt(10) < 7 ? "COMPLETE" : "NEW";
            var id = UUID.randomUUID();
            // The clinic passed two in a hundred on: of the first that it was sent, to make things worse.
            var passedOn = received != null && !toTheClinic && random.nextInt(100) < 2;
            rows.add(new Object[] {
                id,
                institution,
                passedOn ? recipientAccount : sender,
                UUID.randomUUID(),
                packageId,
                toTheClinic ? recipientAccount : people.get(random.nextInt(people.size())),
                MOBILE.e164(),
                status,
                sentAt.atOffset(ZoneOffset.UTC),
                until.atOffset(ZoneOffset.UTC),
                days > 28 ? until.atOffset(ZoneOffset.UTC) : null,
                "example" + random.nextInt(10_000) + " patient northwick general hospital morag reid",
                passedOn ? received : null,
                passedOn ? recipientAccount : null,
                passedOn ? "Morag Reid" : null
            });
            if (rows.size() == 5000 || i == count - 1) {
                insert(rows);
                rows.clear();
            }
            if (toTheClinic && received == null) {
                received = id;
                insert(rows); // what refers to it comes later
                rows.clear();
            }
        }
        radiologist = new SignedIn(
                new AccountId(sender),
                "",
                new EmailAddress("radiology@example.org"),
                new InstitutionId(busy),
                Set.of(Role.RADIOLOGY),
                Set.of(new PasscodeChannel.Sms(MOBILE)));
        recipient = new SignedIn(
                new AccountId(recipientAccount), "", email, null, Set.of(), Set.of(new PasscodeChannel.Sms(MOBILE)));
        jdbc.execute("analyze");
    }

    private void insert(List<Object[]> rows) {
        jdbc.batchUpdate("""
                insert into transfer (id, institution_id, sent_by, request_key, package_id, recipient_account_id, mobile,
                    status, sent_at, available_until, open_beyond_lists, search_text, institution_name, patient_name,
                    recipient_name, recipient_email, recipient_organisation, message, delayed, delivery, delivered,
                    retention_days, version, forwarded_from, forwarder_id, forwarded_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'Northwick General Hospital', 'EXAMPLE, Patient',
                    'Morag Reid', 'm@example.org', 'Reid & Sons', 'As discussed.', false, 1, true, 14, 0, ?, ?, ?)""", rows);
    }

    private UUID institution() {
        var id = UUID.randomUUID();
        jdbc.update(
                "insert into institution (id, name, zone, contact) values (?, ?, 'Europe/London', '')", id, "I" + id);
        return id;
    }

    private UUID account(String email) {
        var id = UUID.randomUUID();
        jdbc.update(
                "insert into account (id, email, name, organisation, created_at) values (?, ?, '', '', ?)",
                id,
                email,
                NOW.atOffset(ZoneOffset.UTC));
        return id;
    }

    private UUID aPackage(UUID institution) {
        var id = UUID.randomUUID();
        jdbc.update("""
                insert into package (id, institution_id, patient_name, patient_id, patient_id_issuer, patient_sex,
                    instance_count, packed_count, state, wrapped_key, created_at)
                values (?, ?, '', '', '', '', 1, 0, 'REQUESTED', '', ?)""", id, institution, NOW.atOffset(ZoneOffset.UTC));
        return id;
    }

    /** A statement of the dashboard with what it needs. */
    record Statement(String name, String sql, Map<String, Object> parameters) {

        /** A filter may have to read whatever was listed lately, and so has a page that lies deep. */
        boolean isFirstPage() {
            return !name.contains(", with ") && !name.contains("from 1000");
        }

        List<Map<String, Object>> run(JdbcTemplate jdbc) {
            return new NamedParameterJdbcTemplate(jdbc).queryForList(sql, parameters);
        }

        String plan(JdbcTemplate jdbc, String explain) {
            return String.join(
                    "\n",
                    new NamedParameterJdbcTemplate(jdbc).queryForList(explain + " " + sql, parameters, String.class));
        }
    }

    /** Every kind of page that people look at. */
    List<Statement> statements() {
        var statements = new ArrayList<Statement>();
        for (var who : List.of(radiologist, recipient)) {
            var name = who == radiologist ? "radiology" : "recipient";
            for (var oldestFirst : List.of(false, true)) {
                for (var offset : List.of(0, 1000)) {
                    var query = new DashboardQuery(who, "", oldestFirst, NOW);
                    var sql = query.listed(NOW, offset, 50);
                    statements.add(new Statement(
                            "%s, all, %s first, from %d".formatted(name, oldestFirst ? "oldest" : "newest", offset),
                            sql,
                            query.parameters()));
                }
            }
            for (var filter : List.of("example", "example77 reid", "nobody")) {
                var query = new DashboardQuery(who, filter, false, NOW);
                var sql = query.listed(NOW, 0, 50);
                statements.add(new Statement("%s, all, with '%s'".formatted(name, filter), sql, query.parameters()));
            }
            var action = new DashboardQuery(who, "", false, NOW);
            var sql = action.actionRequired(NOW, 0, 50);
            statements.add(new Statement(name + ", action required", sql, action.parameters()));
            var count = new DashboardQuery(who, "", false, NOW);
            var countSql = count.countOfActionRequired(NOW, 99);
            statements.add(new Statement(name + ", count of action required", countSql, count.parameters()));
        }
        return statements;
    }
}
