package org.imageexchange.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignInLinks.OpenedLink;
import org.imageexchange.passcode.ChallengeId;
import org.jspecify.annotations.Nullable;

/**
 * A mailed link that this browser has opened, and how far it got with the passcode; kept in its session, so that a
 * reload loses nothing and the token is gone from the address.
 *
 * @param browser names this browser to the passcode service; the session's own id changes on the way
 */
record Opening(
        OpenedLink link,
        String browser,
        @Nullable ChallengeId challenge,
        @Nullable PasscodeChannel channel) implements Serializable {

    private static final String ATTRIBUTE = Opening.class.getName();

    static Opening of(OpenedLink link) {
        return new Opening(link, UUID.randomUUID().toString(), null, null);
    }

    Opening asked(ChallengeId challenge, PasscodeChannel channel) {
        return new Opening(link, browser, challenge, channel);
    }

    static Optional<Opening> in(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof Opening opening
                ? Optional.of(opening)
                : Optional.empty();
    }

    void keepIn(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, this);
    }

    static void removeFrom(HttpServletRequest request) {
        request.getSession().removeAttribute(ATTRIBUTE);
    }

    @Override
    public String toString() {
        return "Opening[hidden]";
    }
}
