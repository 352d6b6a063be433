package org.imageexchange.imaging.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** An object that is being written, by one thread at a time; closing it uncommitted leaves nothing behind. */
public interface PendingObject extends Closeable {

    WritableByteChannel channel();

    /** Makes it durable and visible; returns when it is on the disk. */
    void commit() throws IOException;
}
