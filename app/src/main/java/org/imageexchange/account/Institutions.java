package org.imageexchange.account;

import org.springframework.stereotype.Service;

/** The institutions of the portal. */
@Service
public class Institutions {

    public Institution require(InstitutionId id) {
        throw new UnsupportedOperationException();
    }
}
