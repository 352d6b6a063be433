package org.imageexchange.passcode;

import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A passcode as it is stored: salted, slow to try, and unreadable even to us; see
 * {@code docs/decisions/0007-passcode-hash.md}.
 */
record PasscodeHash(String encoded) {

    private static final int BCRYPT_STRENGTH = 8;

    /** Names its method in front of each hash, so that another one can follow. */
    private static final PasswordEncoder ENCODER =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(BCRYPT_STRENGTH)));

    private static final Pattern FORMAT = Pattern.compile("\\{[\\w@.-]{1,32}}\\S{20,220}");

    PasscodeHash {
        if (!FORMAT.matcher(encoded).matches()) {
            throw new IllegalArgumentException("Not an encoded passcode"); // without echoing it
        }
    }

    static PasscodeHash of(Passcode passcode) {
        var encoded = ENCODER.encode(passcode.digits());
        if (encoded == null) {
            throw new IllegalStateException("The encoder answers null to null only");
        }
        return new PasscodeHash(encoded);
    }

    boolean matches(Passcode candidate) {
        return ENCODER.matches(candidate.digits(), encoded);
    }

    @Override
    public String toString() {
        return "PasscodeHash[hidden]";
    }
}
