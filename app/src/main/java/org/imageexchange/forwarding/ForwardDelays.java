package org.imageexchange.forwarding;

import org.imageexchange.transfer.Deliveries;
import org.imageexchange.workflow.Incidents.DelayChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Marks what is stuck: the wizard, so that whoever waits for it knows; and the row of the transfer that was made. */
@Component
class ForwardDelays {

    private final Drafts drafts;
    private final Deliveries deliveries;

    ForwardDelays(Drafts drafts, Deliveries deliveries) {
        this.drafts = drafts;
        this.deliveries = deliveries;
    }

    @EventListener
    @Transactional
    public void on(DelayChanged change) {
        DraftId.ofProcessKey(change.processKey()).flatMap(drafts::findLocked).ifPresent(draft -> {
            draft.delay(change.delayed());
            drafts.save(draft);
            draft.forward().ifPresent(made -> deliveries.delay(made, 1, change.delayed()));
        });
    }
}
