package org.imageexchange.delivery;

/**
 * Bytes that lie together.
 *
 * @param first of them, counted from 0
 * @param end the first that doesn't belong to them
 */
record ByteRange(long first, long end) {

    ByteRange {
        if (first < 0 || end < first) {
            throw new IllegalArgumentException("Not a range: " + first + " to " + end);
        }
    }

    long length() {
        return end - first;
    }

    boolean isEmpty() {
        return first == end;
    }

    boolean covers(ByteRange other) {
        return first <= other.first && end >= other.end;
    }

    /** From the lower beginning to the higher end; for ranges that touch or overlap. */
    ByteRange with(ByteRange other) {
        if (other.end < first || other.first > end) {
            throw new IllegalArgumentException("There is a gap between the two");
        }
        return new ByteRange(Math.min(first, other.first), Math.max(end, other.end));
    }
}
