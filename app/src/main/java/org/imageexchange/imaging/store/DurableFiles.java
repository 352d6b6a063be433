package org.imageexchange.imaging.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;

/** Files and folders that are still there after a power cut, for their owner only. */
final class DurableFiles {

    private DurableFiles() {}

    static boolean hasPosixRights(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    static FileAttribute<?>[] ownersFile(Path path) {
        return hasPosixRights(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static FileAttribute<?>[] ownersFolder(Path path) {
        return hasPosixRights(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes a folder and those above it. A new folder's entry lies in the folder above, which is what must be synced. */
    static void createFolders(Path folder) throws IOException {
        var missing = new ArrayDeque<Path>();
        for (var at = folder.toAbsolutePath(); at != null && !Files.isDirectory(at); at = at.getParent()) {
            missing.push(at);
        }
        for (var at : missing) {
            try {
                Files.createDirectory(at, ownersFolder(at));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(at)) {
                    throw e;
                }
            }
            var above = at.getParent();
            if (above != null) {
                syncFolder(above);
            }
        }
    }

    static void syncFolder(Path folder) throws IOException {
        if (!hasPosixRights(folder)) {
            return; // Windows neither can nor needs to open a folder for this
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            // Somebody has removed the folder since, so it was empty: there is nothing in it to make durable.
            return;
        }
    }
}
