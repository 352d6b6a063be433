package org.imageexchange.workflow;

import java.util.Map;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Variables;
import org.springframework.stereotype.Component;

/** Lets only one instance for each process key go on. */
@Component
class ClaimProcessWorker implements TaskWorker<ClaimProcessWorker.Input> {

    record Input(String processKey) {}

    private final Claims claims;
    private final ProcessEngine engine;

    ClaimProcessWorker(Claims claims, ProcessEngine engine) {
        this.claims = claims;
        this.engine = engine;
    }

    @Override
    public String type() {
        return Jobs.CLAIM_PROCESS;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        return Map.of(Variables.CLAIMED, claims.claim(input.processKey(), engine.identity(), job.processInstanceKey()));
    }
}
