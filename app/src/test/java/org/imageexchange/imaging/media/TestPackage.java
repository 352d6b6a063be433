package org.imageexchange.imaging.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.imageexchange.imaging.media.PackageWriter.BuiltPackage;
import org.imageexchange.imaging.media.PackageWriter.Effort;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.TestVault;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.imaging.store.WrappedKey;

/** A package that was built, and whatever is needed to look into it. */
record TestPackage(Vault vault, WrappedKey key, BuiltPackage built, PackageReader reader) {

    static final ObjectName ZIP = new ObjectName("packages/1/zip");
    static final ObjectName INDEX = new ObjectName("packages/1/index");

    static final MediaLabel LABEL = new MediaLabel(
            UUID.fromString("0b0e7f52-5f5c-4d5e-9f6b-6d3a1c1f7a10"),
            "Northwick General Hospital",
            "radiology@northwick.example.org",
            "Image Exchange Portal 0.1.0",
            ZonedDateTime.of(2026, 11, 24, 10, 15, 30, 0, ZoneId.of("Europe/London")));

    /** Takes objects of more than a few blocks for big ones, so that small tests reach every branch. */
    static final Effort SMALL = new Effort(3, 1 << 20, 300_000);

    static TestPackage of(SyntheticObject... objects) throws IOException {
        return of(Stream.of(objects).map(SyntheticObject::instance).toList());
    }

    static TestPackage of(List<MediaInstance> instances) throws IOException {
        return of(instances, TestVault.over(new InMemoryObjectStore()), SMALL);
    }

    static TestPackage of(List<MediaInstance> instances, Vault vault, Effort effort) throws IOException {
        return of(instances, LABEL, vault, effort);
    }

    static TestPackage of(List<MediaInstance> instances, MediaLabel label, Vault vault, Effort effort)
            throws IOException {
        var key = vault.newKey();
        var built = new PackageWriter(effort).write(instances, label, vault, ZIP, INDEX, key, done -> {});
        return new TestPackage(vault, key, built, new PackageReader(vault, ZIP, INDEX, key));
    }

    /** Lays the zip open, for tools. */
    Path unsealTo(Path file) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            reader.transfer(0, Long.MAX_VALUE, out);
        }
        return file;
    }
}
