package org.imageexchange.delivery.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.delivery.PackageDelivery;
import org.imageexchange.delivery.PackageDelivery.Outcome;
import org.imageexchange.processes.Errors;
import org.imageexchange.processes.Jobs;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.workflow.BpmnError;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class PreparePackageWorker implements TaskWorker<PreparePackageWorker.Input> {

    record Input(UUID transferId, int delivery) {}

    private final PackageDelivery deliveries;

    PreparePackageWorker(PackageDelivery deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String type() {
        return Jobs.PREPARE_PACKAGE;
    }

    /** Big packages take minutes. */
    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        return switch (deliveries.prepare(new TransferId(input.transferId()), input.delivery())) {
            case Outcome.Done() -> Map.of();
            case Outcome.NotDeliverable(var obstacle) -> throw new BpmnError(Errors.NOT_DELIVERABLE, obstacle.name());
        };
    }
}
