package org.imageexchange.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.account.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Opens the links that were mailed; the token leaves the address at once. */
@Controller
class LinkController {

    private final SignInLinks links;

    LinkController(SignInLinks links) {
        this.links = links;
    }

    @GetMapping("/link/{token}")
    String open(@PathVariable String token, HttpServletRequest request) {
        var link = links.open(token);
        if (link.isEmpty()) {
            return "redirect:/" + LinkEndedView.PATH;
        }
        newSession(link.get().account(), request);
        Opening.of(link.get()).keepIn(request);
        return "redirect:/" + PasscodeView.PATH;
    }

    /** A session id that was known before is worth nothing afterwards; another person's session ends. */
    private static void newSession(AccountId account, HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            request.getSession();
        } else if (isSignedInAsAnother(
                account, SecurityContextHolder.getContext().getAuthentication())) {
            session.invalidate();
            SecurityContextHolder.clearContext();
            request.getSession();
        } else {
            request.changeSessionId();
        }
    }

    private static boolean isSignedInAsAnother(AccountId account, @Nullable Authentication authentication) {
        return authentication != null
                && authentication.getPrincipal() instanceof SignedIn person
                && !person.account().equals(account);
    }
}
