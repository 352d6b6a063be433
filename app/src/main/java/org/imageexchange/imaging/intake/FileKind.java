package org.imageexchange.imaging.intake;

import java.io.IOException;
import java.io.PushbackInputStream;

/** What a file is by its first bytes; its name says nothing. */
enum FileKind {
    EMPTY,
    ZIP,
    OTHER;

    /** How many bytes tell. */
    static final int LOOKED_AT = 132;

    /** Looks at the beginning and leaves the stream there; it must be able to take back {@link #LOOKED_AT} bytes. */
    static FileKind of(PushbackInputStream stream) throws IOException {
        var head = stream.readNBytes(LOOKED_AT);
        stream.unread(head);
        if (head.length == 0) {
            return EMPTY;
        }
        // DICOM's preamble may hold anything, the beginning of a zip included.
        if (is(head, 128, 'D', 'I', 'C', 'M')) {
            return OTHER;
        }
        var zip = is(head, 0, 'P', 'K', 3, 4) || is(head, 0, 'P', 'K', 5, 6) || is(head, 0, 'P', 'K', 7, 8);
        return zip ? ZIP : OTHER;
    }

    private static boolean is(byte[] head, int at, int... expected) {
        if (head.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (head[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
