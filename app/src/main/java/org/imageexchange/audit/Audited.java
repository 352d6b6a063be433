package org.imageexchange.audit;

import java.time.Instant;

/** An event that the audit record keeps: something a person did, or that happened to a patient's images. */
public interface Audited {

    /** When it happened. */
    Instant at();
}
