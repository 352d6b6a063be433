package org.imageexchange.forwarding.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.forwarding.DraftId;
import org.imageexchange.forwarding.ForwardingProcess;
import org.imageexchange.forwarding.ForwardingProcess.Outcome;
import org.imageexchange.processes.Errors;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Variables;
import org.imageexchange.transfer.Forwards;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.workflow.BpmnError;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class ForwardTransferWorker implements TaskWorker<ForwardTransferWorker.Input> {

    record Input(UUID draftId) {}

    private final ForwardingProcess process;

    ForwardTransferWorker(ForwardingProcess process) {
        this.process = process;
    }

    @Override
    public String type() {
        return Jobs.FORWARD_TRANSFER;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        return switch (process.forward(new DraftId(input.draftId()))) {
            case Outcome.Forwarded(var made) -> variables(made);
            case Outcome.Refused(var why) -> throw new BpmnError(Errors.FORWARDING_REFUSED, why.name());
        };
    }

    /** The first delivery of what was made is this process's work. */
    static Map<String, ?> variables(TransferId made) {
        return Map.of(
                Variables.FORWARDED,
                true,
                Variables.TRANSFER_ID,
                made.value().toString(),
                Variables.DELIVERY,
                1,
                Variables.DELIVERY_KEY,
                Forwards.deliveryKey(made));
    }
}
