package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;

/** Reads headers of objects that have passed the gate, up to the pixels, in the object's own character set. */
public final class DicomHeaders {

    private DicomHeaders() {}

    /** @throws IOException when the stream fails or the toolkit can't make sense of it */
    public static DicomHeader read(InputStream object) throws IOException {
        throw new UnsupportedOperationException();
    }
}
