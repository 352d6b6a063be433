package org.imageexchange.passcode;

import java.time.Instant;
import org.imageexchange.account.AccountId;
import org.imageexchange.audit.Audited;

/** An administrator let somebody try again who had to wait after wrong codes. */
public record AccountReleased(AccountId account, AccountId by, Instant at) implements Audited {}
