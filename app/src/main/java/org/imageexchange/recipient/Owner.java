package org.imageexchange.recipient;

import org.imageexchange.account.AccountId;
import org.imageexchange.account.PasscodeChannel;

/**
 * Whose address book it is.
 *
 * @param channel that they had proven: whoever signs in to the account by another one has another address book
 */
public record Owner(AccountId account, PasscodeChannel channel) {}
