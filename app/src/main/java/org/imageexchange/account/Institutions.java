package org.imageexchange.account;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The institutions of the portal. */
@Service
public class Institutions {

    private final StoredInstitutions institutions;

    Institutions(StoredInstitutions institutions) {
        this.institutions = institutions;
    }

    @Transactional(readOnly = true)
    public Institution require(InstitutionId id) {
        return institutions
                .findById(id)
                .map(StoredInstitution::asInstitution)
                .orElseThrow(() -> new IllegalStateException("No institution " + id.value()));
    }

    @Transactional(readOnly = true)
    public Optional<Institution> find(String name) {
        return institutions.findByName(name).map(StoredInstitution::asInstitution);
    }

    @Transactional(readOnly = true)
    public List<Institution> all() {
        return institutions.findAll().stream()
                .map(StoredInstitution::asInstitution)
                .toList();
    }

    /** Notices for the institution's radiology go there from now on; for administration. */
    @Transactional
    public void noticesTo(InstitutionId id, EmailAddress address) {
        var found =
                institutions.findById(id).orElseThrow(() -> new IllegalStateException("No institution " + id.value()));
        found.noticesTo(address);
        institutions.save(found);
    }

    /** Where notices for the institution's radiology go: its mailbox, or else everybody who works there. */
    @Transactional(readOnly = true)
    public List<EmailAddress> radiologyOf(InstitutionId id) {
        var mailbox = require(id).mailbox();
        return mailbox == null
                ? institutions.findMailboxes(id.value(), Role.RADIOLOGY.name()).stream()
                        .map(EmailAddress::new)
                        .toList()
                : List.of(mailbox);
    }

    /**
     * Makes an institution; for the demo's seed and for administration.
     *
     * @param contact whom a recipient asks when something is wrong, as it is printed
     */
    @Transactional
    public InstitutionId add(String name, ZoneId zone, String contact) {
        var institution = new Institution(InstitutionId.random(), name, zone, contact);
        institutions.save(new StoredInstitution(institution));
        return institution.id();
    }
}
