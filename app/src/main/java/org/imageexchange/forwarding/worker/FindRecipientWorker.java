package org.imageexchange.forwarding.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.forwarding.DraftId;
import org.imageexchange.forwarding.ForwardingProcess;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class FindRecipientWorker implements TaskWorker<FindRecipientWorker.Input> {

    record Input(UUID draftId) {}

    private final ForwardingProcess process;

    FindRecipientWorker(ForwardingProcess process) {
        this.process = process;
    }

    @Override
    public String type() {
        return Jobs.FIND_RECIPIENT;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        return Map.of(Variables.RECIPIENT_KNOWN, process.isRecipientKnown(new DraftId(input.draftId())));
    }
}
