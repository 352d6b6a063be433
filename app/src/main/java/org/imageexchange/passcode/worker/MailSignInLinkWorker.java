package org.imageexchange.passcode.worker;

import java.util.Map;
import java.util.UUID;
import org.imageexchange.passcode.SignInRequestDesk;
import org.imageexchange.processes.Jobs;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.stereotype.Component;

@Component
class MailSignInLinkWorker implements TaskWorker<MailSignInLinkWorker.Input> {

    record Input(UUID signInRequestId) {}

    private final SignInRequestDesk desk;

    MailSignInLinkWorker(SignInRequestDesk desk) {
        this.desk = desk;
    }

    @Override
    public String type() {
        return Jobs.MAIL_SIGN_IN_LINK;
    }

    @Override
    public Map<String, ?> run(Input in, Job job) {
        desk.mail(in.signInRequestId());
        return Map.of();
    }
}
