package org.imageexchange.passcode;

import java.time.Instant;
import org.imageexchange.account.AccountId;
import org.imageexchange.audit.Audited;

/** Somebody asked for a sign-in link on the front page and it was mailed to them. */
public record SignInLinkMailed(AccountId account, Instant at) implements Audited {}
