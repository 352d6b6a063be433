package org.imageexchange.imaging.store;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** An object store for tests: keeps its promises, can be tampered with, and has a disk that can be full. */
public final class InMemoryObjectStore implements ObjectStore {

    private final Map<ObjectName, byte[]> objects = new ConcurrentHashMap<>();
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    public Set<ObjectName> names() {
        return Set.copyOf(objects.keySet());
    }

    /** The disk has room for so many more bytes, and then is full. */
    public void leaveRoomFor(long bytes) {
        room.set(bytes);
    }

    public byte[] stored(ObjectName name) {
        return requireNonNull(objects.get(name)).clone();
    }

    /** Puts bytes where an object is, as a failing disk or an intruder would. */
    public void tamper(ObjectName name, byte[] bytes) {
        objects.put(name, bytes);
    }

    @Override
    public PendingObject create(ObjectName name) throws IOException {
        if (objects.containsKey(name)) {
            throw new FileAlreadyExistsException(name.value());
        }
        return new PendingBytes(name);
    }

    @Override
    public SeekableByteChannel open(ObjectName name) throws IOException {
        var bytes = objects.get(name);
        if (bytes == null) {
            throw new NoSuchFileException(name.value());
        }
        return new SeekableInMemoryByteChannel(bytes);
    }

    @Override
    public void delete(ObjectName name) {
        objects.remove(name);
    }

    private final class PendingBytes implements PendingObject, WritableByteChannel {

        private final ObjectName name;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final WritableByteChannel channel = Channels.newChannel(bytes);

        PendingBytes(ObjectName name) {
            this.name = name;
        }

        @Override
        public WritableByteChannel channel() {
            return this;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            if (room.addAndGet(-from.remaining()) < 0) {
                throw StorageFull.explain("the tests", new IOException("No space left on device"));
            }
            return channel.write(from);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void commit() throws IOException {
            if (objects.putIfAbsent(name, bytes.toByteArray()) != null) {
                throw new FileAlreadyExistsException(name.value());
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
