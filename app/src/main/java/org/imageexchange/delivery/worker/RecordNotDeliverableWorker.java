package org.imageexchange.delivery.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.delivery.PackageDelivery;
import org.imageexchange.processes.Jobs;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class RecordNotDeliverableWorker implements TaskWorker<RecordNotDeliverableWorker.Input> {

    record Input(UUID transferId, int delivery) {}

    private final PackageDelivery deliveries;

    RecordNotDeliverableWorker(PackageDelivery deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String type() {
        return Jobs.RECORD_NOT_DELIVERABLE;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        deliveries.recordNotDeliverable(new TransferId(input.transferId()), input.delivery());
        return Map.of();
    }
}
