package org.imageexchange.passcode;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.OpenProcesses;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Lets a challenge whose process was lost get another one; it sends nothing that was sent already. */
@Component
class OpenChallenges implements OpenProcesses {

    private final Challenges challenges;

    OpenChallenges(Challenges challenges) {
        this.challenges = challenges;
    }

    @Override
    public String message() {
        return Messages.PASSCODE_ASKED;
    }

    @Override
    public List<Start> openAfter(String processKey, int limit) {
        var open = Challenge.State.OPEN;
        var page = processKey.isEmpty()
                ? challenges.findByStateOrderById(open, Limit.of(limit))
                : challenges.findByStateAndIdGreaterThanOrderById(open, UUID.fromString(processKey), Limit.of(limit));
        return page.stream()
                .map(challenge -> challenge.id().value().toString())
                .map(id -> new Start(id, Map.of(Variables.CHALLENGE_ID, id)))
                .toList();
    }
}
