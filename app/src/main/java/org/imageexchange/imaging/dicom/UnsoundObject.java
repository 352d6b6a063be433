package org.imageexchange.imaging.dicom;

import java.io.IOException;

/** An object can't be taken; the message is the reason, in the words of the person who sent it. */
final class UnsoundObject extends IOException {

    private final String reason;

    UnsoundObject(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    static UnsoundObject cutOff() {
        return new UnsoundObject("The file ends too early: it was cut off when it was exported or copied.");
    }

    static UnsoundObject damaged() {
        return new UnsoundObject("The file is damaged: its parts do not fit together. Export it again.");
    }
}
