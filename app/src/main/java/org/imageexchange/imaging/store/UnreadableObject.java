package org.imageexchange.imaging.store;

import java.io.IOException;

/** An object's bytes are not those that were written, or its key is not the one that it was written under. */
public final class UnreadableObject extends IOException {

    public UnreadableObject(ObjectName name, Throwable cause) {
        super(
                "The stored object " + name.value() + " is damaged or its key does not fit: restore it from a backup",
                cause);
    }
}
