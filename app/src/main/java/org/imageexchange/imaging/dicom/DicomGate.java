package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;

/**
 * Looks through an object before the toolkit sees it: iterative, with limits on depth, counts, lengths and inflated
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
        throw new UnsupportedOperationException(limits.toString());
    }
}
