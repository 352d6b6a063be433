package org.imageexchange.imaging.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where objects are kept.
 *
 * @param data the folder of everything that the portal keeps on this machine
 * @param store what keeps the objects
 */
@ConfigurationProperties("portal")
record StoreProperties(
        @DefaultValue("data") Path data,
        @DefaultValue("disk") Kind store) {

    /** What keeps the objects. */
    enum Kind {
        /** the folder {@code objects} of the data folder */
        DISK
    }

    Path objects() {
        return data.resolve("objects");
    }

    Path masterKey() {
        return data.resolve("master.key");
    }
}
