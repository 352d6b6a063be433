package org.imageexchange.passcode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.imageexchange.passcode.SignInRequest.State;
import org.imageexchange.processes.Messages;
import org.imageexchange.processes.Variables;
import org.imageexchange.workflow.OpenProcesses;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Lets a request whose process was lost get another one. */
@Component
class OpenSignInRequests implements OpenProcesses {

    private static final Set<State> OPEN = Set.of(State.WAITING, State.ALLOWED);

    private final SignInRequests requests;

    OpenSignInRequests(SignInRequests requests) {
        this.requests = requests;
    }

    @Override
    public String message() {
        return Messages.SIGN_IN_LINK_ASKED;
    }

    @Override
    public List<Start> openAfter(String processKey, int limit) {
        var page = processKey.isEmpty()
                ? requests.findByStateInOrderById(OPEN, Limit.of(limit))
                : requests.findByStateInAndIdGreaterThanOrderById(OPEN, UUID.fromString(processKey), Limit.of(limit));
        return page.stream()
                .map(request -> request.id().toString())
                .map(id -> new Start(id, Map.of(Variables.SIGN_IN_REQUEST_ID, id)))
                .toList();
    }
}
