package org.imageexchange.ui.page;

import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Optional;
import org.imageexchange.account.SignedIn;
import org.springframework.stereotype.Component;

/** The person on whose behalf a page asks its services. */
@Component
public class CurrentPerson {

    private final AuthenticationContext authentication;

    CurrentPerson(AuthenticationContext authentication) {
        this.authentication = authentication;
    }

    /** Empty when nobody is signed in. */
    public Optional<SignedIn> find() {
        return authentication.getAuthenticatedUser(SignedIn.class);
    }

    /** For pages that only somebody who is signed in can reach. */
    public SignedIn require() {
        return find().orElseThrow(() -> new IllegalStateException("Nobody is signed in"));
    }
}
