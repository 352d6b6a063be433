package org.imageexchange.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The mailed links that prove a mailbox: random, hashed at rest, expiring, good for many openings until then. */
@Service
public class SignInLinks {

    /**
     * Makes a link to a page that sends a passcode.
     *
     * @param channels where that passcode may go; the holder of the link sees them masked
     * @param purpose what the link was mailed for, for instance the transfer's id; links of a purpose end together
     * @return the path and query of the link, without host; it is not stored and can't be had again
     */
    public String issue(AccountId account, PasscodeChannels channels, String purpose, Instant expiresAt) {
        throw new UnsupportedOperationException();
    }

    /** A link for somebody who asked on the front page: leads to the account's own channels, or those named for it. */
    public String issueForFrontPage(AccountId account, String purpose, Instant expiresAt) {
        throw new UnsupportedOperationException();
    }

    /** Opens a link by the token in its path; empty when it is unknown, expired or ended. */
    public Optional<OpenedLink> open(String token) {
        throw new UnsupportedOperationException();
    }

    /** Ends the links that were mailed for a purpose; the next opening is refused. */
    public void end(String purpose) {
        throw new UnsupportedOperationException();
    }

    /** A link that somebody opened; its channels, the preferred one first. */
    public record OpenedLink(UUID id, AccountId account, List<PasscodeChannel> channels)
            implements java.io.Serializable {}
}
