package org.imageexchange.forwarding.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.forwarding.DraftId;
import org.imageexchange.forwarding.ForwardingProcess;
import org.imageexchange.forwarding.ForwardingProcess.Guarded;
import org.imageexchange.processes.Errors;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.BpmnError;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class ReserveForwardWorker implements TaskWorker<ReserveForwardWorker.Input> {

    record Input(UUID draftId) {}

    private final ForwardingProcess process;

    ReserveForwardWorker(ForwardingProcess process) {
        this.process = process;
    }

    @Override
    public String type() {
        return Jobs.RESERVE_FORWARD;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        return switch (process.reserve(new DraftId(input.draftId()))) {
            case Guarded.Reserved(var patience) ->
                Map.of(Variables.FORWARDED, false, Variables.WIZARD_PATIENCE, patience.toString());
            case Guarded.Forwarded(var made) -> ForwardTransferWorker.variables(made);
            case Guarded.Refused(var why) -> throw new BpmnError(Errors.FORWARDING_REFUSED, why.name());
        };
    }
}
