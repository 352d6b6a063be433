package org.imageexchange.imaging.store;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Objects whose bytes are encrypted under keys of their own; destroying the key destroys the object. */
public final class Vault {

    /** A fresh key, wrapped by the master key. */
    public WrappedKey newKey() {
        throw new UnsupportedOperationException();
    }

    /** Begins an object; its channel takes plaintext. */
    public PendingObject create(ObjectName name, WrappedKey key) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Opens an object for reading at any position; positions and size are those of the plaintext. */
    public SeekableByteChannel open(ObjectName name, WrappedKey key) throws IOException {
        throw new UnsupportedOperationException();
    }

    public void delete(ObjectName name) throws IOException {
        throw new UnsupportedOperationException();
    }
}
