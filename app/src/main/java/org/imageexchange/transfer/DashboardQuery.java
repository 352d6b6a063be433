package org.imageexchange.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.SearchText;

/**
 * A statement for rows of the dashboard, made of branches that each read one index in the order of the list and stop
 * where the page ends: how many transfers there are doesn't matter, how deep the page lies does.
 *
 * <p>What is listed falls into what was sent lately, and the few older ones that can still be opened; received and sent
 * are different indexes, and so is what the person passed on. So there are up to six branches, none of which meets a row of
 * another.
 */
final class DashboardQuery {

    private static final String COLUMNS = """
            t.id, t.recipient_account_id, t.institution_id, t.institution_name, t.patient_name, t.recipient_name,
            t.recipient_organisation, t.mobile, t.second_email, t.message, t.status, t.delayed, t.failure, t.package_id,
            t.sent_at, t.available_until, t.opened_at, t.sent_by, t.forwarded_from, t.forwarded_by""";

    /** What is looked up for the rows of a page only. */
    private static final String WITH_CUSTODY = """
            select listed.*, origin.recipient_account_id origin_recipient, origin.mobile origin_mobile,
                   origin.second_email origin_second_email,
                   (select count(*) from transfer made where made.forwarded_from = listed.id) forwards
            from (%s) listed left join transfer origin on origin.id = listed.forwarded_from""";

    /** The row whose id is {@code :id}. */
    static final String ONE = WITH_CUSTODY.formatted("select " + COLUMNS + " from transfer t where t.id = :id");

    private static final String SHOWN_TO_RECIPIENT =
            "(t.status in ('NEW', 'COMPLETE', 'DECLINED') or t.status = 'WITHDRAWN' and t.opened_at is not null)";

    /** No transfer can be opened for as long as that. */
    private static final Duration FARTHEST = Duration.ofDays(36_500);

    private static final String RECIPIENT = "t.recipient_account_id";
    private static final String FORWARDER = "t.forwarder_id";
    private static final String INSTITUTION = "t.institution_id";

    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final SignedIn by;
    private final List<String> words;
    private final boolean oldestFirst;
    private final String order;

    DashboardQuery(SignedIn by, String filter, boolean oldestFirst, Instant now) {
        this.by = by;
        this.words = SearchText.patterns(filter);
        this.oldestFirst = oldestFirst;
        this.order = oldestFirst ? "sent_at, id" : "sent_at desc, id desc";
        set("now", now.atOffset(ZoneOffset.UTC));
        for (int i = 0; i < words.size(); i++) {
            set("word" + i, words.get(i));
        }
    }

    private void set(String name, Object value) {
        parameters.put(name, value);
    }

    /** What the statement needs, by name. */
    Map<String, Object> parameters() {
        return Map.copyOf(parameters);
    }

    /** Everything of the last days, and what is older and still open. */
    String listed(Instant now, int offset, int limit) {
        var branches = new ArrayList<String>();
        if (mayReceive()) {
            branches.add(recent(now, RECIPIENT, incoming(), SHOWN_TO_RECIPIENT));
            branches.add(older(now, incoming(), SHOWN_TO_RECIPIENT));
        }
        if (maySend()) {
            branches.add(recent(now, INSTITUTION, outgoing()));
            branches.add(older(now, outgoing()));
        }
        if (mayReceive()) {
            branches.add(recent(now, FORWARDER, passedOn()));
            branches.add(older(now, passedOn()));
        }
        return WITH_CUSTODY.formatted(page(branches, offset, limit)) + " order by " + order;
    }

    /** What is new for the person. */
    String actionRequired(Instant now, int offset, int limit) {
        return WITH_CUSTODY.formatted(page(branchesOfActionRequired(now), offset, limit)) + " order by " + order;
    }

    /** How many are new for the person, counted no further than {@code most}. */
    String countOfActionRequired(Instant now, int most) {
        var branches = branchesOfActionRequired(now);
        return branches.isEmpty() ? "select 0" : "select count(*) from (" + page(branches, 0, most) + ") counted";
    }

    private List<String> branchesOfActionRequired(Instant now) {
        return mayReceive()
                ? List.of(recent(now, RECIPIENT, incoming(), isNew()), older(now, incoming(), isNew()))
                : List.of();
    }

    private static String isNew() {
        return "t.status = 'NEW' and t.available_until > :now";
    }

    private boolean mayReceive() {
        return !by.proven().isEmpty();
    }

    private boolean maySend() {
        return by.institution() != null && by.is(Role.RADIOLOGY);
    }

    /** For the person, over a channel that this session has proven. */
    private String incoming() {
        set("me", by.account().value());
        return "t.recipient_account_id = :me and (" + proven("t") + ")";
    }

    /** Made by the person from what this session may see; what the person's institution lists is listed already. */
    private String passedOn() {
        set("me", by.account().value());
        var passedOn = "t.forwarder_id = :me and exists (select 1 from transfer received"
                + " where received.id = t.forwarded_from and received.recipient_account_id = :me and ("
                + proven("received") + "))";
        if (!maySend()) {
            return passedOn;
        }
        set("institution", Objects.requireNonNull(by.institution()).value());
        return passedOn + " and t.institution_id <> :institution";
    }

    /** Whether a transfer carries a channel that this session has proven. */
    private String proven(String transfer) {
        var mobiles = new ArrayList<String>();
        var mailboxes = new ArrayList<String>();
        for (var channel : by.proven()) {
            switch (channel) {
                case PasscodeChannel.Sms(var number) -> mobiles.add(number.e164());
                case PasscodeChannel.SecondEmail(var address) -> mailboxes.add(address.value());
            }
        }
        var proven = new ArrayList<String>(2);
        if (!mobiles.isEmpty()) {
            set("mobiles", List.copyOf(mobiles));
            proven.add("coalesce(" + transfer + ".mobile, '') in (:mobiles)");
        }
        if (!mailboxes.isEmpty()) {
            set("mailboxes", List.copyOf(mailboxes));
            proven.add("coalesce(" + transfer + ".second_email, '') in (:mailboxes)");
        }
        return String.join(" or ", proven);
    }

    /** Sent by the person's institution; what it sent to the person is received already. */
    private String outgoing() {
        set("institution", Objects.requireNonNull(by.institution()).value());
        var sent = "t.institution_id = :institution";
        return mayReceive() ? sent + " and not (" + incoming() + " and " + SHOWN_TO_RECIPIENT + ")" : sent;
    }

    /**
     * Read in the order of the list, as far as the page reaches. The column that all rows share comes first in the
     * order, as it does in the index: H2 reads off an index only what is ordered by all of it.
     */
    private String recent(Instant now, String shared, String... conditions) {
        set("since", now.minus(Transfer.LISTED).atOffset(ZoneOffset.UTC));
        return select(conditions) + " and t.sent_at > :since order by " + shared + (oldestFirst ? ", " : " desc, ")
                + order + " limit :end";
    }

    /**
     * Few, and therefore read whole and sorted. The inner {@code offset} keeps PostgreSQL from reading all there is in
     * the order of the list instead, in search of these few; the {@code coalesce} keeps H2 from it, and the farthest
     * end keeps H2 from reading the rows that have none, which come last in the index.
     */
    private String older(Instant now, String... conditions) {
        set("farthest", now.plus(FARTHEST).atOffset(ZoneOffset.UTC));
        set("since", now.minus(Transfer.LISTED).atOffset(ZoneOffset.UTC));
        return "select * from (" + select(conditions)
                + " and coalesce(t.sent_at, t.sent_at) <= :since"
                + " and t.open_beyond_lists > :now and t.open_beyond_lists < :farthest"
                + " and t.status in ('PREPARING', 'NEW', 'COMPLETE') offset 0) older"
                + " order by " + order + " limit :end";
    }

    private String select(String... conditions) {
        var sql = new StringBuilder("select " + COLUMNS + " from transfer t where ");
        sql.append(String.join(" and ", conditions));
        for (int i = 0; i < words.size(); i++) {
            sql.append(" and t.search_text like :word%d escape '%s'".formatted(i, SearchText.ESCAPE));
        }
        return sql.toString();
    }

    private String page(List<String> branches, int offset, int limit) {
        if (branches.isEmpty()) {
            return "select " + COLUMNS + " from transfer t where false";
        }
        set("end", offset + limit);
        set("offset", offset);
        set("limit", limit);
        var sql = new StringBuilder();
        for (int i = 0; i < branches.size(); i++) {
            sql.append(i == 0 ? "" : " union all ")
                    .append("select * from (")
                    .append(branches.get(i))
                    .append(") branch")
                    .append(i);
        }
        return "select * from (" + sql + ") listed order by " + order + " limit :limit offset :offset";
    }
}
