package org.imageexchange.account;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "account")
class StoredAccount {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AccountId id;

    private String email;
    private String name;
    private String organisation;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "institution_id"))
    private @Nullable InstitutionId institution;

    private @Nullable String mobile;
    private @Nullable String secondEmail;

    private Instant createdAt;
    private @Nullable Instant signedUpAt;
    private @Nullable Integer termsVersion;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "account_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Set<Role> roles = EnumSet.noneOf(Role.class);

    @SuppressWarnings("NullAway.Init")
    protected StoredAccount() {}

    StoredAccount(Account account, Instant createdAt) {
        this.id = account.id();
        this.email = account.email().value();
        this.name = account.name();
        this.organisation = account.organisation();
        this.institution = account.institution();
        this.mobile =
                account.own().mobile() == null ? null : account.own().mobile().e164();
        this.secondEmail = account.own().secondEmail() == null
                ? null
                : account.own().secondEmail().value();
        this.createdAt = createdAt;
        this.roles.addAll(account.roles());
    }

    Account asAccount() {
        var own = new PasscodeChannels(
                mobile == null ? null : new MobileNumber(mobile),
                secondEmail == null ? null : new EmailAddress(secondEmail));
        return new Account(id, new EmailAddress(email), name, organisation, institution, Set.copyOf(roles), own);
    }

    AccountId id() {
        return id;
    }

    String name() {
        return name;
    }

    boolean hasAccepted(int terms) {
        return termsVersion != null && termsVersion >= terms;
    }

    void signUp(String confirmedName, int terms, Instant now) {
        name = confirmedName;
        termsVersion = terms;
        signedUpAt = now;
    }
}
