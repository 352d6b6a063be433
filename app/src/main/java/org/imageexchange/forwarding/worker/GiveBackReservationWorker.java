package org.imageexchange.forwarding.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.forwarding.DraftId;
import org.imageexchange.forwarding.ForwardingProcess;
import org.imageexchange.processes.Headers;
import org.imageexchange.processes.Jobs;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class GiveBackReservationWorker implements TaskWorker<GiveBackReservationWorker.Input> {

    record Input(UUID draftId) {}

    private final ForwardingProcess process;

    GiveBackReservationWorker(ForwardingProcess process) {
        this.process = process;
    }

    @Override
    public String type() {
        return Jobs.GIVE_BACK_RESERVATION;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        var cancelled = Headers.CANCELLED.equals(job.headers().get(Headers.ENDING));
        process.giveBack(new DraftId(input.draftId()), cancelled);
        return Map.of();
    }
}
