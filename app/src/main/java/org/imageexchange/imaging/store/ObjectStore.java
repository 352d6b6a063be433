package org.imageexchange.imaging.store;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Keeps bytes under names. An object is there completely or not at all, and never changes. */
public interface ObjectStore {

    /**
     * Begins an object that nobody sees until it is committed.
     *
     * <p>A name is used once: committing under a name that is taken fails with a
     * {@link java.nio.file.FileAlreadyExistsException} and leaves the first object as it is, so that two workers that
     * do the same job can never mix their work. A repeated attempt takes a new name.
     */
    PendingObject create(ObjectName name) throws IOException;

    /**
     * Opens an object for reading, with a position of its own.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such object
     */
    SeekableByteChannel open(ObjectName name) throws IOException;

    /** Destroys an object; one that is not there is no error. */
    void delete(ObjectName name) throws IOException;
}
