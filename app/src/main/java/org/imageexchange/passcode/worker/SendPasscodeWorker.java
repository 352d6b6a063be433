package org.imageexchange.passcode.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.passcode.ChallengeId;
import org.imageexchange.passcode.NotHandedOver;
import org.imageexchange.passcode.PasscodeIssuing;
import org.imageexchange.passcode.PasscodeIssuing.Sending;
import org.imageexchange.passcode.PasscodeIssuing.Way;
import org.imageexchange.processes.Errors;
import org.imageexchange.processes.Headers;
import org.imageexchange.processes.Jobs;
import org.imageexchange.workflow.BpmnError;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class SendPasscodeWorker implements TaskWorker<SendPasscodeWorker.Input> {

    record Input(UUID challengeId) {}

    private final PasscodeIssuing issuing;

    SendPasscodeWorker(PasscodeIssuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public String type() {
        return Jobs.SEND_PASSCODE;
    }

    /** The model goes on with the other channel only when there is one and the chosen one has had all its tries. */
    @Override
    public Map<String, ?> run(Input in, Job job) {
        var way = Headers.OTHER_CHANNEL.equals(job.headers().get(Headers.CHANNEL)) ? Way.OTHER : Way.CHOSEN;
        return switch (issuing.send(new ChallengeId(in.challengeId()), way)) {
            case Sending.Done() -> Map.of();
            case Sending.Failed(var reason, var otherWay) -> {
                if (otherWay && job.lastTry()) {
                    throw new BpmnError(Errors.CHANNEL_FAILED, "GATEWAY_DID_NOT_TAKE_IT");
                }
                throw new NotHandedOver(reason);
            }
        };
    }
}
