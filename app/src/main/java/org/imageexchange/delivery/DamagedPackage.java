package org.imageexchange.delivery;

import java.io.IOException;
import org.imageexchange.imaging.PackageId;

/** The stored package can't be read: its file is missing or damaged, or the storage fails. */
final class DamagedPackage extends RuntimeException {

    DamagedPackage(PackageId id, IOException cause) {
        super(
                "Package " + id.value() + " can't be read and is built again: see to its disk. " + cause.getMessage(),
                cause);
    }
}
