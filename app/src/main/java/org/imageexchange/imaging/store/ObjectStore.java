package org.imageexchange.imaging.store;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Keeps bytes under names. An object is there completely or not at all. */
public interface ObjectStore {

    /** Begins an object that nobody sees until it is committed. */
    PendingObject create(ObjectName name) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is no such object */
    SeekableByteChannel open(ObjectName name) throws IOException;

    /** Destroys an object; one that is not there is no error. */
    void delete(ObjectName name) throws IOException;
}
