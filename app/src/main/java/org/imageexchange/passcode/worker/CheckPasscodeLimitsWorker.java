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
class CheckPasscodeLimitsWorker implements TaskWorker<CheckPasscodeLimitsWorker.Input> {

    record Input(UUID challengeId) {}

    private final PasscodeIssuing issuing;

    CheckPasscodeLimitsWorker(PasscodeIssuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public String type() {
        return Jobs.CHECK_PASSCODE_LIMITS;
    }

    @Override
    public Map<String, ?> run(Input in, Job job) {
        var limits = issuing.checkLimits(new ChallengeId(in.challengeId()));
        return Map.of(Variables.ALLOWED, limits.allowed(), Variables.CODE_OPEN, limits.codeOpen());
    }
}
