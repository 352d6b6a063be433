package org.imageexchange.recipient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.PhoneNumber;
import org.imageexchange.account.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The address books; nobody reads another person's. */
@Service
public class Recipients {

    /** As many as somebody would look through. */
    private static final int OFFERED = 200;

    private static final String OF_OWNER = " owner_id = :owner and owner_kind = :kind and owner_target = :target ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Recipients(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whom the person sent to, the latest first; from all channels that this session has proven. */
    @Transactional(readOnly = true)
    public List<Recipient> known(SignedIn by) {
        return by.proven().stream()
                .flatMap(channel -> known(new Owner(by.account(), channel)).stream())
                .toList();
    }

    /** Whom the owner sent to, the latest first. */
    @Transactional(readOnly = true)
    public List<Recipient> known(Owner owner) {
        return ofOwner("select * from recipient where" + OF_OWNER + "order by used_at desc, email limit :limit", owner)
                .param("limit", OFFERED)
                .query(Recipients::read)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Recipient> find(Owner owner, EmailAddress email) {
        return ofOwner("select * from recipient where" + OF_OWNER + "and email = :email", owner)
                .param("email", email.value())
                .query(Recipients::read)
                .optional();
    }

    /**
     * Keeps somebody who was sent to, as they were described last.
     *
     * @param account theirs
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remember(Owner owner, Recipient recipient, AccountId account) {
        if (update(owner, recipient) == 0) {
            ofOwner("""
                    insert into recipient (id, owner_id, owner_kind, owner_target, account_id, email, name, address, phone,
                                           mobile, second_email, used_at)
                    values (:id, :owner, :kind, :target, :account, :email, :name, :address, :phone, :mobile, :second, :now)
                    on conflict do nothing""", owner)
                    .param("id", UUID.randomUUID())
                    .param("account", account.value())
                    .params(described(recipient))
                    .update();
        }
    }

    private int update(Owner owner, Recipient recipient) {
        return ofOwner("""
                update recipient set name = :name, address = :address, phone = :phone, mobile = :mobile,
                                     second_email = :second, used_at = :now
                where email = :email and""" + OF_OWNER, owner).params(described(recipient)).update();
    }

    private JdbcClient.StatementSpec ofOwner(String sql, Owner owner) {
        return jdbc.sql(sql)
                .param("owner", owner.account().value())
                .param("kind", owner.channel().kind().name())
                .param("target", owner.channel().target());
    }

    private Map<String, Object> described(Recipient recipient) {
        var channels = recipient.channels();
        var values = new HashMap<String, Object>();
        values.put("email", recipient.email().value());
        values.put("name", recipient.name());
        values.put("address", recipient.address());
        values.put("phone", recipient.phone().e164());
        values.put(
                "mobile", channels.mobile() == null ? null : channels.mobile().e164());
        values.put(
                "second",
                channels.secondEmail() == null ? null : channels.secondEmail().value());
        values.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        return values;
    }

    private static Recipient read(ResultSet row, int number) throws SQLException {
        var mobile = row.getString("mobile");
        var second = row.getString("second_email");
        return new Recipient(
                new EmailAddress(row.getString("email")),
                row.getString("name"),
                row.getString("address"),
                new PhoneNumber(row.getString("phone")),
                new PasscodeChannels(
                        mobile == null ? null : new MobileNumber(mobile),
                        second == null ? null : new EmailAddress(second)));
    }
}
