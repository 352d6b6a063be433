package org.imageexchange.forwarding.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.forwarding.DraftId;
import org.imageexchange.forwarding.ForwardingProcess;
import org.imageexchange.processes.Jobs;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class RecordApprovalWorker implements TaskWorker<RecordApprovalWorker.Input> {

    record Input(UUID draftId) {}

    private final ForwardingProcess process;

    RecordApprovalWorker(ForwardingProcess process) {
        this.process = process;
    }

    @Override
    public String type() {
        return Jobs.RECORD_APPROVAL;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        process.recordApproval(new DraftId(input.draftId()));
        return Map.of();
    }
}
