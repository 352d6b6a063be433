package org.imageexchange.passcode;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface StoredPasscodes extends Repository<StoredPasscode, UUID> {

    StoredPasscode save(StoredPasscode passcode);

    List<StoredPasscode> findByChallenge(UUID challenge);
}
