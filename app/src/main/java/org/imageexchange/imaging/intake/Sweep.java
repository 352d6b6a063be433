package org.imageexchange.imaging.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.imageexchange.imaging.InstanceRegister;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Destroys, at the start and from time to time, the objects that a killed portal stored but never entered. */
@Component
class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** Between storing and entering lie milliseconds; another portal on the same store may just be between the two. */
    private static final Duration NOBODYS = Duration.ofMinutes(10);

    private final InstanceRegister register;
    private final Vault vault;

    Sweep(InstanceRegister register, Vault vault) {
        this.register = register;
        this.vault = vault;
    }

    @Scheduled(initialDelay = 0, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        var swept = register.sweep(NOBODYS, this::destroy);
        if (swept > 0) {
            LOG.info("Destroyed {} objects that were stored but never entered", swept);
        }
    }

    private void destroy(ObjectName object) {
        try {
            vault.delete(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
