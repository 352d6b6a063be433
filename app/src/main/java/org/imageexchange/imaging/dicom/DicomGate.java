package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import org.aoju.bus.image.Tag;
import org.imageexchange.imaging.dicom.ElementScanner.Event;
import org.imageexchange.imaging.dicom.GateResult.Effort;
import org.imageexchange.imaging.dicom.GateResult.NotAnInstance;
import org.imageexchange.imaging.dicom.GateResult.Passed;
import org.imageexchange.imaging.dicom.GateResult.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Looks through an object before anything else does: iterative, with limits on depth, counts, lengths and inflated
 * size. Knows the encoding of DICOM and nothing of what it means.
 */
public final class DicomGate {

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
                    return new NotAnInstance("This is a DICOMDIR, the index of a disc; the images count.", effort());
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
                if (running.tag() == ElementScanner.PIXEL_DATA) {
                    // What identifies an image stands before its pixels, or no reader of headers would find it.
                    identified(meta);
                    if (event == Event.VALUE && meta.isEncapsulated() && running.length() > 0) {
                        throw new UnsoundObject("The file says that its pixels are compressed, but they are not.");
                    }
                }
            }
            return identified(meta);
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
