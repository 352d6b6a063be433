package org.imageexchange.imaging;

import java.io.IOException;

/** The storage failed while a package was built; the message tells an administrator why, without patient data. */
public final class PackageNotBuilt extends RuntimeException {

    PackageNotBuilt(PackageId id, IOException cause) {
        super("Package " + id.value() + " could not be built: " + cause.getMessage(), cause);
    }
}
