package org.imageexchange.passcode.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.passcode.ChallengeId;
import org.imageexchange.passcode.PasscodeIssuing;
import org.imageexchange.processes.Jobs;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class ExpirePasscodeWorker implements TaskWorker<ExpirePasscodeWorker.Input> {

    record Input(UUID challengeId) {}

    private final PasscodeIssuing issuing;

    ExpirePasscodeWorker(PasscodeIssuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public String type() {
        return Jobs.EXPIRE_PASSCODE;
    }

    @Override
    public Map<String, ?> run(Input in, Job job) {
        return Map.of(Variables.ASKED_AGAIN, issuing.expire(new ChallengeId(in.challengeId())));
    }
}
