package org.imageexchange.imaging.store;

import java.io.IOException;
import java.nio.file.Path;

/** Vaults for the tests of whoever stores something. */
public final class TestVault {

    private TestVault() {}

    /** Over a store that the test can look into; under a master key of its own. */
    public static Vault over(ObjectStore store) {
        return new Vault(store, MasterKey.random());
    }

    public static Vault inMemory() {
        return over(new InMemoryObjectStore());
    }

    /** As the portal makes it; the folder is in use until the JVM ends. */
    public static Vault onDisk(Path data) throws IOException {
        var properties = new StoreProperties(data, StoreProperties.Kind.DISK);
        var configuration = new StoreConfiguration();
        return configuration.vault(configuration.objectStore(properties), properties);
    }
}
