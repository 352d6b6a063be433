package org.imageexchange.engine;

import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import org.agrona.DirectBuffer;

/** Who waits for the answer to a command. */
interface Reply {

    void answered(long key, Intent intent, DirectBuffer value);

    void rejected(RejectionType type, Intent intent, String reason);

    /** No answer will come. */
    void abandoned(EngineException reason);
}
