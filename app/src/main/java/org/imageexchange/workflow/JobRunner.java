package org.imageexchange.workflow;

import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobHandler;
import io.grpc.Status;
import org.imageexchange.processes.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one kind of job and tells the engine what became of it. */
final class JobRunner implements JobHandler {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private final JobBody body;
    private final JobKeeper keeper;

    JobRunner(JobBody body, JobKeeper keeper) {
        this.body = body;
        this.keeper = keeper;
    }

    @Override
    public void handle(JobClient client, ActivatedJob job) {
        try (var kept = keeper.keep(job.getKey())) {
            var answer = answer(client, job);
            if (answer != null) {
                tell(job, answer);
            }
        }
    }

    private @Nullable FinalCommandStep<?> answer(JobClient client, ActivatedJob job) {
        try {
            return body.answer(client, job);
        } catch (Exception | LinkageError | VirtualMachineError trouble) {
            return failed(client, job, trouble);
        }
    }

    private @Nullable FinalCommandStep<?> failed(JobClient client, ActivatedJob job, Throwable trouble) {
        if (keeper.isClosing()) {
            // what fails because the portal goes down costs no try: after its time the job comes again
            log.info("Job {} ({}) was left undone by the stop of the portal", job.getKey(), job.getType());
            return null;
        }
        var triesLeft = Math.max(0, job.getRetries() - 1);
        log.warn(
                "Job {} ({}) failed, {} tries left. {}",
                job.getKey(),
                job.getType(),
                triesLeft,
                Trouble.trace(trouble));
        return client.newFailCommand(job)
                .retries(triesLeft)
                .retryBackoff(BackOff.parse(job.getCustomHeaders().get(Headers.BACK_OFF))
                        .before(triesLeft))
                .errorMessage(Trouble.describe(trouble));
    }

    /** A job whose answer is lost comes again after its time, and its worker recognises what was done. */
    private static void tell(ActivatedJob job, FinalCommandStep<?> answer) {
        try {
            answer.send().join();
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.NOT_FOUND) {
                log.info("Job {} ({}) was taken back meanwhile", job.getKey(), job.getType());
            } else {
                log.warn(
                        "The engine did not take the answer to job {} ({}): {}",
                        job.getKey(),
                        job.getType(),
                        e.getStatusCode());
            }
        } catch (ClientException e) {
            log.warn(
                    "The engine did not take the answer to job {} ({}). {}",
                    job.getKey(),
                    job.getType(),
                    Trouble.trace(e));
        }
    }
}
