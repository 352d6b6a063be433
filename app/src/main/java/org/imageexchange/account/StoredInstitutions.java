package org.imageexchange.account;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface StoredInstitutions extends Repository<StoredInstitution, InstitutionId> {

    StoredInstitution save(StoredInstitution institution);

    Optional<StoredInstitution> findById(InstitutionId id);

    List<StoredInstitution> findAll();

    Optional<StoredInstitution> findByName(String name);
}
