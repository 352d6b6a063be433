package org.imageexchange.workflow;

import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import java.util.List;
import java.util.Map;
import org.imageexchange.processes.Variables;

/** Translates between the engine and a {@link TaskWorker}. */
final class WorkerBody<I extends Record> implements JobBody {

    private final TaskWorker<I> worker;
    private final WorkerInput<I> input;

    WorkerBody(TaskWorker<I> worker) {
        this.worker = worker;
        this.input = WorkerInput.of(worker);
    }

    List<String> variables() {
        return input.variables();
    }

    @Override
    public FinalCommandStep<?> answer(JobClient client, ActivatedJob job) {
        try {
            var outcome = worker.run(input.read(ProcessVariables.read(job.getVariables())), facts(job));
            return client.newCompleteCommand(job).variables(ProcessVariables.write(outcome));
        } catch (BpmnError error) {
            return client.newThrowErrorCommand(job)
                    .errorCode(error.code())
                    .errorMessage(error.reason())
                    .variables(Map.of(Variables.REASON, error.reason()));
        }
    }

    private static Job facts(ActivatedJob job) {
        return new Job(
                job.getKey(),
                job.getProcessInstanceKey(),
                job.getElementId(),
                job.getCustomHeaders(),
                job.getRetries() <= 1);
    }
}
