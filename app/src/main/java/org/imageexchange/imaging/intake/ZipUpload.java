package org.imageexchange.imaging.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip as it arrives, entry by entry, with limits on what it may unpack to.
 *
 * <p>Names of entries are for the report only: nothing is ever written under them.
 */
final class ZipUpload {

    /**
     * What may come out of one zip.
     *
     * @param ratio of unpacked to packed bytes; it counts from {@code freeBytes} on, since the black parts of an image
     *     pack very well, and a small zip can do no harm
     */
    record Limits(int entries, long bytes, int ratio, long freeBytes) {

        static final Limits DEFAULT = new Limits(100_000, 64L << 30, 100, 256L << 20);
    }

    /** Takes one entry. */
    @FunctionalInterface
    interface Taker {
        IntakeResult take(String name, InputStream object) throws IOException;
    }

    private final String zipName;
    private final Taker taker;
    private final Limits limits;

    ZipUpload(String zipName, Limits limits, Taker taker) {
        this.zipName = zipName;
        this.taker = taker;
        this.limits = limits;
    }

    List<IntakeResult> take(InputStream upload) throws IOException {
        var results = new ArrayList<IntakeResult>();
        try {
            // Stored entries without a size in front would be buffered by the library, however big: they are refused.
            var reading = new Reading(new WatchedStream(upload));
            for (var entry = reading.next(); entry != null; entry = reading.next()) {
                if (!entry.isDirectory()) {
                    results.add(take(reading, entry));
                }
                reading.drain(); // a folder may hold bytes, too, in a zip that is made to harm
            }
            reading.drainUpload();
        } catch (BadZip e) {
            results.add(new IntakeResult.Refused(zipName, e.reason));
        }
        if (results.isEmpty()) {
            results.add(new IntakeResult.Ignored(zipName, "The zip is empty."));
        }
        return List.copyOf(results);
    }

    private IntakeResult take(Reading reading, ZipArchiveEntry entry) throws IOException {
        var name = ReportedName.of(entry.getName());
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return new IntakeResult.Refused(name, "It is encrypted. Unpack the zip and upload the folder.");
        }
        if (!reading.canRead(entry)) {
            return new IntakeResult.Refused(
                    name, "It is packed in a way that can't be read here. Unpack the zip and upload the folder.");
        }
        var object = new PushbackInputStream(reading, FileKind.LOOKED_AT);
        return switch (FileKind.of(object)) {
            case EMPTY -> new IntakeResult.Ignored(name, "The file is empty.");
            case ZIP -> new IntakeResult.Refused(name, "A zip inside a zip is not opened. Upload it by itself.");
            case OTHER -> taker.take(name, object);
        };
    }

    /** What is in the upload is no good; the upload itself and the storage are. */
    private static final class BadZip extends IOException {

        private final String reason;

        BadZip(String reason) {
            super(reason);
            this.reason = reason;
        }

        BadZip(Exception cause) {
            super(cause);
            this.reason = "The zip is damaged or incomplete from here on."
                    + " Make it again, or unpack it and upload the folder.";
        }
    }

    /** The zip's unpacked bytes, entry by entry, counted over the whole zip. */
    private final class Reading extends InputStream {

        private final WatchedStream packed;
        private final ZipArchiveInputStream zip;
        private final byte[] one = new byte[1];
        private @Nullable ZipArchiveEntry entry;
        private int entries;
        private long count;

        Reading(WatchedStream packed) {
            this.packed = packed;
            this.zip = new ZipArchiveInputStream(packed, "UTF-8", true, false);
        }

        @Nullable
        ZipArchiveEntry next() throws IOException {
            try {
                entry = zip.getNextEntry();
            } catch (IOException | RuntimeException e) {
                throw asBadZip(e);
            }
            if (entry != null && ++entries > limits.entries()) {
                throw new BadZip("The zip holds more than %s files. Upload it in several parts."
                        .formatted(String.format(Locale.UK, "%,d", limits.entries())));
            }
            return entry;
        }

        boolean canRead(ZipArchiveEntry candidate) {
            return zip.canReadEntryData(candidate);
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read;
            try {
                read = zip.read(bytes, offset, length);
            } catch (IOException | RuntimeException e) {
                throw asBadZip(e);
            }
            count += Math.max(read, 0);
            refuseTooMuch();
            return read;
        }

        /** The rest of an entry that nobody wanted must be unpacked all the same, so it counts as well. */
        void drain() throws IOException {
            if (entry != null && canRead(entry)) {
                var rest = new byte[1 << 16];
                while (read(rest, 0, rest.length) >= 0) {}
            }
        }

        /** Behind the entries lies the zip's directory; a browser whose last bytes nobody takes calls the upload broken. */
        void drainUpload() throws IOException {
            var rest = new byte[1 << 16];
            while (packed.read(rest, 0, rest.length) >= 0) {}
        }

        /** Says that the zip is bad, unless it was the upload that broke off. */
        private BadZip asBadZip(Exception trouble) throws IOException {
            if (packed.hasFailed()) {
                throw trouble instanceof IOException io ? io : new IOException(trouble);
            }
            return new BadZip(trouble);
        }

        private void refuseTooMuch() throws BadZip {
            if (count > limits.bytes()) {
                throw new BadZip("The zip unpacks to more than %d GB. Upload it in several parts."
                        .formatted(limits.bytes() >> 30));
            }
            if (count > limits.freeBytes() && count / limits.ratio() > packed.count()) {
                throw new BadZip(
                        "The zip unpacks to more than %d times its size, which images don't. Unpack it and upload the folder."
                                .formatted(limits.ratio()));
            }
        }
    }
}
