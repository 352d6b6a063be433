package org.imageexchange.ui.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imageexchange.account.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The proof of who somebody is, for Spring Security; its name is the account's id and says nothing. */
final class ProvenPerson extends AbstractAuthenticationToken {

    private final SignedIn person;

    ProvenPerson(SignedIn person) {
        super(authorities(person));
        this.person = person;
        super.setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(SignedIn person) {
        var authorities = new ArrayList<GrantedAuthority>();
        authorities.add(new SimpleGrantedAuthority("ROLE_PERSON"));
        person.roles().forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role.name())));
        return authorities;
    }

    @Override
    public SignedIn getPrincipal() {
        return person;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return person.account().value().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProvenPerson that && super.equals(other) && person.equals(that.person);
    }

    @Override
    public int hashCode() {
        return Objects.hash(person);
    }
}
