package org.imageexchange.delivery;

import org.apache.coyote.CloseNowException;

/** Makes the server close the connection at once, without a word: what is missing must not look complete. */
final class TransferEnded extends CloseNowException {}
