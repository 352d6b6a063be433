package org.imageexchange.forwarding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imageexchange.processes.Forms;
import org.springframework.stereotype.Component;

@Component
class AdditionalInfoStep implements WizardStep {

    static final String REASON = "reason";
    static final String REFERENCE = "reference";
    static final String NOTE = "note";

    private static final int LONGEST_REFERENCE = 100;
    private static final int LONGEST_NOTE = 2000;

    private final Answers answers;
    private final Destination destination;

    AdditionalInfoStep(Answers answers, Destination destination) {
        this.answers = answers;
        this.destination = destination;
    }

    @Override
    public String element() {
        return "userTask_AdditionalInfo";
    }

    @Override
    public String form() {
        return Forms.ADDITIONAL_INFO;
    }

    @Override
    public Map<String, Object> data(Draft draft) {
        var data = new LinkedHashMap<>(answers.of(draft.id(), form()).values());
        data.put("reasons", destination.policy(draft).reasonsForSharing());
        return data;
    }

    @Override
    public Map<String, String> problems(Draft draft, Typed typed) {
        var problems = new Problems();
        if (!destination.policy(draft).reasonsForSharing().contains(typed.raw(REASON))) {
            problems.say(REASON, "Choose why you share the images.");
        }
        problems.atMost(REFERENCE, typed.line(REFERENCE), LONGEST_REFERENCE);
        problems.atMost(NOTE, typed.text(NOTE), LONGEST_NOTE);
        return problems.byField();
    }
}
