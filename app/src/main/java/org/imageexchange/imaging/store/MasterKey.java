package org.imageexchange.imaging.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The key that every object's own key is encrypted under.
 *
 * <p>It is made once, together with an empty store, and the store keeps a check of it. From then on the portal refuses to
 * start without exactly this key: a new one would make every image that is already there unreadable, and nobody would
 * notice before somebody needs one.
 */
final class MasterKey {

    /** Opens only under the right key. Lies in the store, so that key and store can't be mixed up. */
    static final ObjectName CHECK = new ObjectName("master-key-check");

    private static final byte[] CHECKED = ascii("image exchange portal: master key check 1");
    private static final byte[] WRAPPING = ascii("image exchange portal: object key 1");
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Aead aead;

    private MasterKey(byte[] key) {
        try {
            this.aead = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not to be had", e);
        }
    }

    static MasterKey random() {
        return new MasterKey(randomBytes());
    }

    static byte[] randomBytes() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /**
     * The key of this store, made now if the store is new.
     *
     * @throws StoreRefused when it isn't there, can't be read, isn't the store's, or others may read it
     */
    static MasterKey of(ObjectStore store, boolean storeIsEmpty, Path file) {
        try {
            if (!Files.exists(file)) {
                if (!storeIsEmpty) {
                    throw missing(file);
                }
                create(file);
            }
            refuseIfOthersMayRead(file);
            var key = new MasterKey(read(file));
            key.check(store, storeIsEmpty, file);
            return key;
        } catch (AccessDeniedException e) {
            throw new StoreRefused(
                    "The master key " + file.toAbsolutePath() + " can't be read by the user that the portal runs as.",
                    "Make that user its owner: chown <user> " + file.toAbsolutePath(),
                    e);
        } catch (IOException e) {
            throw new StoreRefused(
                    "The master key " + file.toAbsolutePath() + " can't be read or made: " + e,
                    "Check the disk and the folder that it lies in. If it is lost, restore it from its backup.",
                    e);
        }
    }

    private static StoreRefused missing(Path file) {
        return new StoreRefused(
                "The master key " + file.toAbsolutePath() + " is missing, and the images can't be read without it.",
                "Restore it from its backup. If it is lost for good, so are the images: move the folder "
                        + "of the portal's data away and start with an empty one.");
    }

    private static StoreRefused wrong(Path file) {
        return new StoreRefused(
                "The master key " + file.toAbsolutePath() + " is not the one that the images are encrypted with.",
                "Restore the key that belongs to them from its backup, or the folder of the portal's data as a whole.");
    }

    private static void create(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new NoSuchFileException(file.toString());
        }
        DurableFiles.createFolders(folder);
        // A key that was cut short by a crash would look like a wrong one: it appears complete, or not at all.
        var unfinished = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (var channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                DurableFiles.ownersFile(unfinished))) {
            var text = """
                    # The master key of an Image Exchange Portal. Keep a copy of it in a safe place that is not the
                    # place of the portal's backups: without it no image can be read, and with it all of them can.
                    %s
                    """.formatted(Base64.getEncoder().encodeToString(randomBytes()));
            for (var bytes = ByteBuffer.wrap(ascii(text)); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncFolder(folder);
    }

    private static void refuseIfOthersMayRead(Path file) throws IOException {
        if (!DurableFiles.hasPosixRights(file)) {
            return;
        }
        var rights = Files.getPosixFilePermissions(file);
        if (rights.stream().anyMatch(OTHERS::contains)) {
            throw new StoreRefused(
                    "The master key " + file.toAbsolutePath() + " is open to other users of this machine.",
                    "Find out who may have read it, then close it: chmod 600 " + file.toAbsolutePath());
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] key;
        try {
            var text = Files.readString(file, StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .reduce("", String::concat)
                    .strip();
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            throw garbled(file);
        }
        if (key.length != BYTES) {
            throw garbled(file);
        }
        return key;
    }

    private static StoreRefused garbled(Path file) {
        // without a cause: it would quote the key
        return new StoreRefused(
                "The file " + file.toAbsolutePath() + " does not hold a master key.", "Restore it from its backup.");
    }

    private void check(ObjectStore store, boolean storeIsEmpty, Path file) throws IOException {
        byte[] sealed;
        try (var check = store.open(CHECK)) {
            sealed = Channels.newInputStream(check).readNBytes(1024);
        } catch (NoSuchFileException e) {
            if (!storeIsEmpty) {
                throw new StoreRefused(
                        "The images are there, but the check of their master key is missing.",
                        "Restore the folder of the portal's data as a whole from its backup.",
                        e);
            }
            writeCheck(store); // a new store, or one whose first start was cut off between key and check
            return;
        }
        try {
            aead.decrypt(sealed, CHECKED);
        } catch (GeneralSecurityException e) {
            throw wrong(file);
        }
    }

    private void writeCheck(ObjectStore store) throws IOException {
        try (var check = store.create(CHECK)) {
            for (var bytes = ByteBuffer.wrap(aead.encrypt(new byte[0], CHECKED)); bytes.hasRemaining(); ) {
                check.channel().write(bytes);
            }
            check.commit();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    WrappedKey wrap(byte[] key) {
        try {
            return new WrappedKey(Base64.getUrlEncoder().withoutPadding().encodeToString(aead.encrypt(key, WRAPPING)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    byte[] unwrap(WrappedKey key) throws GeneralSecurityException {
        try {
            return aead.decrypt(Base64.getUrlDecoder().decode(key.encoded()), WRAPPING);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("Not a wrapped key"); // without echoing it
        }
    }

    @Override
    public String toString() {
        return "MasterKey[hidden]";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
