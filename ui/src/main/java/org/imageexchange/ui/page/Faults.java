package org.imageexchange.ui.page;

import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ties what a person is told of a fault to what the log says of it. */
@Component
public class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final SecureRandom random = new SecureRandom();

    /** Logs a fault under a new reference number, to be told to the person. */
    public String record(Throwable fault) {
        var reference = "%04d-%04d".formatted(random.nextInt(10_000), random.nextInt(10_000));
        LOG.error("Fault {}", reference, fault);
        return reference;
    }
}
