package org.imageexchange.imaging.store;

import java.io.IOException;
import java.util.Locale;

/** The store has no room left; what was being written is gone, what was there is safe. */
public final class StorageFull extends IOException {

    public StorageFull(String place, IOException cause) {
        super("The disk that holds " + place + " is full: free some space or enlarge it, then choose Retry", cause);
    }

    /** The same trouble, in words that say what to do when it is a full disk or an exhausted quota. */
    static IOException explain(String place, IOException trouble) {
        if (trouble instanceof StorageFull) {
            return trouble;
        }
        // The JDK has no type for it: the operating system's own text is all there is.
        var text = String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT);
        var full = text.contains("no space left on device")
                || text.contains("disk quota exceeded")
                || text.contains("not enough space on the disk");
        return full ? new StorageFull(place, trouble) : trouble;
    }
}
