package org.imageexchange.transfer;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.imageexchange.workflow.Incidents.DelayChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Marks the transfers whose delivery is stuck, so that whoever sees their row knows. */
@Component
class Delays {

    private static final Pattern PROCESS_KEY = Pattern.compile("([0-9a-f-]{36}):([0-9]{1,9})");

    private final Deliveries deliveries;

    Delays(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @EventListener
    @Transactional
    public void on(DelayChanged change) {
        var key = PROCESS_KEY.matcher(change.processKey());
        if (!key.matches()) {
            return; // a process of another feature
        }
        var delivery = Integer.parseInt(key.group(2));
        transferId(key.group(1)).ifPresent(transfer -> deliveries.delay(transfer, delivery, change.delayed()));
    }

    private static Optional<TransferId> transferId(String text) {
        try {
            return Optional.of(new TransferId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
