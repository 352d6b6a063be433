package org.imageexchange.imaging.store;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Objects whose bytes are encrypted under keys of their own; destroying the key destroys the object.
 *
 * <p>The format is Tink's {@code AES256_GCM_HKDF_1MB}, with the object's name as associated data: an object that was cut,
 * changed, or put in another's place is refused. Plaintext is never on a disk.
 */
public final class Vault {

    private static final int SEGMENT = 1 << 20;
    private static final int KEY_BYTES = 32;

    private final ObjectStore store;
    private final MasterKey master;

    Vault(ObjectStore store, MasterKey master) {
        this.store = store;
        this.master = master;
    }

    /** A fresh key, wrapped by the master key. */
    public WrappedKey newKey() {
        return master.wrap(MasterKey.randomBytes());
    }

    /**
     * Begins an object; its channel takes plaintext.
     *
     * @see ObjectStore#create what a name that is taken means
     */
    public PendingObject create(ObjectName name, WrappedKey key) throws IOException {
        var streaming = streaming(name, key);
        var pending = store.create(name);
        try {
            return new Sealing(
                    pending, streaming.newEncryptingChannel(new LeftOpen(pending.channel()), associated(name)));
        } catch (GeneralSecurityException e) {
            pending.close();
            throw new IllegalStateException("AES-GCM failed", e);
        } catch (IOException e) {
            pending.close();
            throw e;
        }
    }

    /**
     * Opens an object for reading at any position; positions and size are those of the plaintext.
     *
     * <p>Each channel is for one thread at a time and stands alone: any number of them may read the same object.
     *
     * @throws UnreadableObject when it is damaged, and so does each read that meets the damage
     * @throws java.nio.file.NoSuchFileException when there is no such object
     */
    public SeekableByteChannel open(ObjectName name, WrappedKey key) throws IOException {
        var streaming = streaming(name, key);
        var sealed = new Watched(store.open(name));
        try {
            var plain = streaming.newSeekableDecryptingChannel(sealed, associated(name));
            if (plain.size() == 0) {
                verifyEmpty(streaming, sealed, name);
            }
            var opened = new Opened(name, sealed, plain);
            opened.verifySize();
            return opened;
        } catch (GeneralSecurityException e) {
            sealed.close();
            throw new UnreadableObject(name, e);
        } catch (IOException e) {
            sealed.close();
            throw sealed.failed ? e : unreadable(name, e);
        }
    }

    /** The seekable channel of an empty object never decrypts, so it would take anything for one. */
    private static void verifyEmpty(AesGcmHkdfStreaming streaming, Watched sealed, ObjectName name)
            throws IOException, GeneralSecurityException {
        sealed.position(0);
        var stream = streaming.newDecryptingStream(Channels.newInputStream(sealed), associated(name));
        if (stream.read() != -1) {
            throw new IOException("Not empty");
        }
    }

    public void delete(ObjectName name) throws IOException {
        store.delete(name);
    }

    private AesGcmHkdfStreaming streaming(ObjectName name, WrappedKey key) throws UnreadableObject {
        try {
            var bytes = master.unwrap(key);
            try {
                return new AesGcmHkdfStreaming(bytes, "HmacSha256", KEY_BYTES, SEGMENT, 0);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (GeneralSecurityException e) {
            throw new UnreadableObject(name, e);
        }
    }

    private static byte[] associated(ObjectName name) {
        return name.value().getBytes(StandardCharsets.US_ASCII);
    }

    private static IOException unreadable(ObjectName name, IOException cause) {
        return cause instanceof UnreadableObject ? cause : new UnreadableObject(name, cause);
    }

    private static final class Sealing implements PendingObject {

        private final PendingObject pending;
        private final WritableByteChannel plain;

        Sealing(PendingObject pending, WritableByteChannel plain) {
            this.pending = pending;
            this.plain = plain;
        }

        @Override
        public WritableByteChannel channel() {
            return plain;
        }

        @Override
        public void commit() throws IOException {
            plain.close(); // writes the last segment
            pending.commit();
        }

        @Override
        public void close() throws IOException {
            // Not the encrypting channel: closing that would finish an object that nobody wants.
            pending.close();
        }
    }

    /** Tink closes the channel that it writes to, and an object that is closed can't be committed. */
    private record LeftOpen(WritableByteChannel channel) implements WritableByteChannel {

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            return channel.write(bytes);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {}
    }

    /** Tells a disk that fails from a ciphertext that is wrong: Tink reports both as an IOException. */
    private static final class Watched implements SeekableByteChannel {

        private final SeekableByteChannel channel;
        private boolean failed;

        Watched(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            try {
                return channel.read(to);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }
    }

    /** Tink's channel with the contract of a file's: the end is -1 wherever one seeks to, and reads are not short. */
    private static final class Opened implements SeekableByteChannel {

        private final ObjectName name;
        private final Watched sealed;
        private final SeekableByteChannel plain;
        private final long size;

        Opened(ObjectName name, Watched sealed, SeekableByteChannel plain) throws IOException {
            this.name = name;
            this.sealed = sealed;
            this.plain = plain;
            this.size = plain.size();
        }

        /** Only the last segment proves the size. Small objects have no other, so this costs them nothing. */
        void verifySize() throws IOException {
            if (size > 0) {
                position(size - 1);
                read(ByteBuffer.allocate(1));
                position(0);
            }
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            if (!isOpen()) {
                throw new ClosedChannelException();
            }
            if (!to.hasRemaining()) {
                return 0;
            }
            if (plain.position() >= size) {
                return -1;
            }
            try {
                var read = plain.read(to);
                if (read <= 0) {
                    throw new IOException("Nothing where " + (size - plain.position()) + " bytes should be");
                }
                return read;
            } catch (IOException e) {
                throw sealed.failed || !sealed.isOpen() ? e : unreadable(name, e);
            }
        }

        @Override
        public long position() throws IOException {
            return plain.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            if (position < 0) {
                throw new IllegalArgumentException("Before the beginning: " + position);
            }
            plain.position(position);
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public boolean isOpen() {
            return plain.isOpen();
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }
    }
}
