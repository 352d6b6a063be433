package org.imageexchange.forwarding;

import java.util.Map;
import org.imageexchange.processes.Forms;
import org.springframework.stereotype.Component;

@Component
class MessagesStep implements WizardStep {

    static final String MESSAGE = "message";

    private static final int LONGEST_MESSAGE = 2000;

    private final Answers answers;

    MessagesStep(Answers answers) {
        this.answers = answers;
    }

    @Override
    public String element() {
        return "userTask_Messages";
    }

    @Override
    public String form() {
        return Forms.MESSAGES;
    }

    @Override
    public Map<String, Object> data(Draft draft) {
        return answers.of(draft.id(), form()).values();
    }

    @Override
    public Map<String, String> problems(Draft draft, Typed typed) {
        var problems = new Problems();
        problems.atMost(MESSAGE, typed.text(MESSAGE), LONGEST_MESSAGE);
        return problems.byField();
    }
}
