package org.imageexchange.workflow;

import io.camunda.client.api.command.FinalCommandStep;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;

/** The work of one kind of job. */
interface JobBody {

    /** Does the work and returns what the engine is to be told; whatever is thrown becomes a failed try. */
    FinalCommandStep<?> answer(JobClient client, ActivatedJob job);
}
