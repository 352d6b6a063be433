package org.imageexchange.policy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds the policy that binds an institution. */
@Service
public class Policies {

    /** The institution's policy; without an institution the portal's own. */
    public Policy of(@Nullable UUID institution) {
        throw new UnsupportedOperationException();
    }
}
