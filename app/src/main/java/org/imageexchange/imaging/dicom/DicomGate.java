package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aoju.bus.image.Tag;
import org.imageexchange.imaging.dicom.ElementScanner.Event;
import org.imageexchange.imaging.dicom.GateResult.Effort;
import org.imageexchange.imaging.dicom.GateResult.NotAnInstance;
import org.imageexchange.imaging.dicom.GateResult.Passed;
import org.imageexchange.imaging.dicom.GateResult.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Looks through an object before anything else does: iterative, with limits on depth, counts, lengths and inflated
 * size. Knows how DICOM is encoded, and of its meaning only what tells a whole image from a part.
 */
public final class DicomGate {

    private static final Set<Integer> PIXELS =
            Set.of(Tag.PixelData, Tag.FloatPixelData, Tag.DoubleFloatPixelData, Tag.SpectroscopyData);

    /** The common storage classes that are nothing without pixels: CR, DX, MG, CT, US, MR, SC, XA, RF, NM, PET, RT image. */
    private static final Set<String> IMAGES = Stream.of(
                    "1", "1.1", "1.1.1", "1.2", "1.2.1", "1.3", "1.3.1", "2", "2.1", "3.1", "4", "4.1", "6.1", "7",
                    "7.1", "7.2", "7.3", "7.4", "12.1", "12.1.1", "12.2", "12.2.1", "13.1.3", "20", "128", "130",
                    "481.1")
            .map(suffix -> "1.2.840.10008.5.1.4.1.1." + suffix)
            .collect(Collectors.toUnmodifiableSet());

    private final GateLimits limits;

    public DicomGate(GateLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the stream to its end, or stops at the first reason to refuse.
     *
     * @throws IOException only when the stream itself fails
     */
    public GateResult inspect(InputStream object) throws IOException {
        try (var source = new ByteSource(object, limits)) {
            return new Inspection(source).run();
        }
    }

    private final class Inspection {

        private final ByteSource source;
        private @Nullable ElementScanner scanner;
        private @Nullable String sopClass;
        private @Nullable String sopInstance;
        private @Nullable String study;
        private @Nullable String series;
        private boolean hasRows;
        private boolean hasPixels;

        Inspection(ByteSource source) {
            this.source = source;
        }

        GateResult run() throws IOException {
            try {
                var meta = FileMeta.read(source);
                if (meta.isEmpty()) {
                    return new NotAnInstance("This is not a DICOM file.", effort());
                }
                if (meta.get().isDirectory()) {
                    return new NotAnInstance(
                            "This is a DICOMDIR, the index of a disc; its images are taken one by one.", effort());
                }
                return look(meta.get());
            } catch (UnsoundObject unsound) {
                return new Refused(unsound.reason(), effort());
            }
        }

        private GateResult look(FileMeta meta) throws IOException {
            var running = meta.dataSet(source, limits);
            scanner = running;
            Event event;
            while ((event = running.next()) != Event.END) {
                if (running.depth() > 0) {
                    continue;
                }
                if (event == Event.VALUE) {
                    note(running);
                }
                if (event == Event.VALUE || event == Event.FRAGMENTS) {
                    hasRows |= running.tag() == Tag.Rows;
                    hasPixels |= PIXELS.contains(running.tag());
                }
                if (running.isAtPixels(event)) {
                    identified(meta); // what identifies an image stands before its pixels, where readers look for it
                }
                if (event == Event.VALUE
                        && running.tag() == ElementScanner.PIXEL_DATA
                        && running.length() > 0
                        && meta.isEncapsulated()) {
                    throw new UnsoundObject("The file says that its pixels are compressed, but they are not.");
                }
            }
            var passed = identified(meta);
            // A file that is cut off between two elements looks whole, but for what it no longer has.
            if (!hasPixels && (hasRows || IMAGES.contains(meta.sopClassUid()))) {
                throw new UnsoundObject("The file has no pixels: it seems to be cut off. Export or copy it again.");
            }
            return passed;
        }

        private void note(ElementScanner running) throws IOException {
            switch (running.tag()) {
                case Tag.SOPClassUID -> sopClass = uid(running, sopClass);
                case Tag.SOPInstanceUID -> sopInstance = uid(running, sopInstance);
                case Tag.StudyInstanceUID -> study = uid(running, study);
                case Tag.SeriesInstanceUID -> series = uid(running, series);
                default -> {
                    // of no concern here
                }
            }
        }

        private String uid(ElementScanner running, @Nullable String before) throws IOException {
            if (before != null) {
                throw new UnsoundObject("The file gives one of its identifiers twice. Export it again.");
            }
            if (running.length() > Uids.LONGEST_VALUE) {
                throw unsoundUid();
            }
            String uid = Uids.of(running.takeValue());
            if (!uid.isEmpty() && !Uids.isSound(uid)) {
                throw unsoundUid();
            }
            return uid;
        }

        private UnsoundObject unsoundUid() {
            return new UnsoundObject("One of the file's identifiers (UID) is not a sound one. Export it again.");
        }

        private Passed identified(FileMeta meta) throws UnsoundObject {
            var passed = new Passed(
                    meta.transferSyntaxUid(),
                    present(sopClass, "SOP Class UID"),
                    present(sopInstance, "SOP Instance UID"),
                    present(study, "Study Instance UID"),
                    present(series, "Series Instance UID"),
                    effort());
            if (!passed.sopClassUid().equals(meta.sopClassUid())
                    || !passed.sopInstanceUid().equals(meta.sopInstanceUid())) {
                throw new UnsoundObject("The file's DICOM Part 10 header names another image than the file holds."
                        + " Export it again.");
            }
            return passed;
        }

        private String present(@Nullable String uid, String what) throws UnsoundObject {
            if (uid == null || uid.isEmpty()) {
                throw new UnsoundObject("The file has no " + what + ", without which it can't be filed.");
            }
            return uid;
        }

        private Effort effort() {
            return new Effort(source.received(), scanner == null ? 0 : scanner.elements());
        }
    }
}
