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
class InformHospitalWorker implements TaskWorker<InformHospitalWorker.Input> {

    record Input(UUID draftId) {}

    private final ForwardingProcess process;

    InformHospitalWorker(ForwardingProcess process) {
        this.process = process;
    }

    @Override
    public String type() {
        return Jobs.INFORM_HOSPITAL;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        process.inform(new DraftId(input.draftId()));
        return Map.of();
    }
}
