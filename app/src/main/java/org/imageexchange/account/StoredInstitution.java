package org.imageexchange.account;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "institution")
class StoredInstitution {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private InstitutionId id;

    private String name;
    private String zone;
    private String contact;
    private @Nullable String mailbox;

    @SuppressWarnings("NullAway.Init")
    protected StoredInstitution() {}

    StoredInstitution(Institution institution) {
        this.id = institution.id();
        this.name = institution.name();
        this.zone = institution.zone().getId();
        this.contact = institution.contact();
        this.mailbox =
                institution.mailbox() == null ? null : institution.mailbox().value();
    }

    /** Where notices for its radiology go from now on. */
    void noticesTo(EmailAddress address) {
        mailbox = address.value();
    }

    Institution asInstitution() {
        return new Institution(id, name, ZoneId.of(zone), contact, mailbox == null ? null : new EmailAddress(mailbox));
    }
}
