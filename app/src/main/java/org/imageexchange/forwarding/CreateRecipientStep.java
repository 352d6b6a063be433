package org.imageexchange.forwarding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.processes.Forms;
import org.imageexchange.recipient.Recipient;
import org.springframework.stereotype.Component;

@Component
class CreateRecipientStep implements WizardStep {

    private final Answers answers;
    private final Destination destination;

    CreateRecipientStep(Answers answers, Destination destination) {
        this.answers = answers;
        this.destination = destination;
    }

    @Override
    public String element() {
        return "userTask_CreateRecipient";
    }

    @Override
    public String form() {
        return Forms.CREATE_RECIPIENT;
    }

    @Override
    public Map<String, Object> data(Draft draft) {
        var data = new LinkedHashMap<String, Object>();
        var typed = answers.of(draft.id(), form());
        var email = destination.email(draft).map(EmailAddress::value).orElse("");
        if (!typed.isEmpty() && typed.raw(Destination.EMAIL).equals(email)) {
            data.putAll(typed.values());
        } else {
            destination.inBook(draft).ifPresent(known -> data.putAll(described(known)));
        }
        data.put(Destination.EMAIL, email);
        data.put("secondEmailAllowed", destination.policy(draft).secondEmailAsChannel());
        return data;
    }

    private static Map<String, Object> described(Recipient known) {
        var channels = known.channels();
        return Map.of(
                Destination.NAME, known.name(),
                Destination.ADDRESS, known.address(),
                Destination.PHONE, known.phone().e164(),
                Destination.MOBILE,
                        channels.mobile() == null ? "" : channels.mobile().e164(),
                Destination.SECOND_EMAIL,
                        channels.secondEmail() == null
                                ? ""
                                : channels.secondEmail().value());
    }

    /** Of whom it was said: another address that is chosen afterwards begins with an empty form. */
    @Override
    public Typed kept(Typed sent, Map<String, Object> shown) {
        return sent.with(Destination.EMAIL, shown.get(Destination.EMAIL));
    }

    @Override
    public Map<String, String> problems(Draft draft, Typed typed) {
        return destination.problems(draft, typed);
    }
}
