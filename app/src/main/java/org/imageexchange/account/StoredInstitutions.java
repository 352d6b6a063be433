package org.imageexchange.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface StoredInstitutions extends Repository<StoredInstitution, InstitutionId> {

    StoredInstitution save(StoredInstitution institution);

    Optional<StoredInstitution> findById(InstitutionId id);

    List<StoredInstitution> findAll();

    Optional<StoredInstitution> findByName(String name);

    /** Of everybody who works there in a role. */
    @NativeQuery("""
            select a.email from account a join account_role r on r.account_id = a.id
            where a.institution_id = :institution and r.role = :role order by a.email""")
    List<String> findMailboxes(UUID institution, String role);
}
