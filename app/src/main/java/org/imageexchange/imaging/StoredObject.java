package org.imageexchange.imaging;

import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.WrappedKey;

/**
 * An object of the vault, and what was measured while it arrived.
 *
 * @param size of the plaintext, in bytes
 * @param sha256 of the plaintext, in lower-case hex
 */
public record StoredObject(ObjectName name, WrappedKey key, long size, long crc32, String sha256) {}
