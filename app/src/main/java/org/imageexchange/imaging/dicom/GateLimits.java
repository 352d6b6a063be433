package org.imageexchange.imaging.dicom;

/**
 * What an object may cost.
 *
 * @param depth nesting of sequences
 * @param elements data elements, nested ones included; an enhanced MR of thousands of frames has hundreds of thousands
 * @param elementsPerDataSet data elements of one data set or item, nested ones not included
 * @param items sequence items and pixel data fragments
 * @param bytes size as received, in bytes
 * @param valueBytes the longest value that is not bulk data (pixels, overlays, waveforms, documents), in bytes
 * @param inflatedBytes size of a deflated data set once inflated, in bytes
 * @param inflationRatio inflated to deflated
 */
public record GateLimits(
        int depth,
        int elements,
        int elementsPerDataSet,
        int items,
        long bytes,
        long valueBytes,
        long inflatedBytes,
        int inflationRatio) {

    public static final GateLimits DEFAULT =
            new GateLimits(64, 1_000_000, 10_000, 500_000, 8L << 30, 16L << 20, 2L << 30, 1_000);
}
