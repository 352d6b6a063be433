package org.imageexchange.forwarding;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.processes.Forms;
import org.imageexchange.processes.Outcomes;
import org.imageexchange.recipient.Recipient;
import org.imageexchange.recipient.Recipients;
import org.springframework.stereotype.Component;

@Component
class ChooseDestinationStep implements WizardStep {

    private final Answers answers;
    private final Recipients recipients;
    private final Accounts accounts;

    ChooseDestinationStep(Answers answers, Recipients recipients, Accounts accounts) {
        this.answers = answers;
        this.recipients = recipients;
        this.accounts = accounts;
    }

    @Override
    public String element() {
        return "userTask_ChooseDestination";
    }

    @Override
    public String form() {
        return Forms.CHOOSE_DESTINATION;
    }

    @Override
    public Set<String> ways() {
        return Set.of(Outcomes.NEXT, Outcomes.CANCEL);
    }

    @Override
    public Map<String, Object> data(Draft draft) {
        var typed = answers.of(draft.id(), form());
        return Map.of(
                Destination.EMAIL,
                typed.raw(Destination.EMAIL),
                Destination.CHANGE_DETAILS,
                typed.ticked(Destination.CHANGE_DETAILS),
                "recipients",
                offered(draft));
    }

    private List<Map<String, String>> offered(Draft draft) {
        return recipients.known(draft.author()).stream()
                .map(known ->
                        Map.of("value", known.email().value(), "label", known.name(), "channels", channels(known)))
                .toList();
    }

    private static String channels(Recipient known) {
        return known.channels().inOrder().stream()
                .map(channel -> switch (channel) {
                    case PasscodeChannel.Sms sms -> "the mobile number " + sms.masked();
                    case PasscodeChannel.SecondEmail mail -> "the e-mail address " + mail.masked();
                })
                .collect(Collectors.joining(" or "));
    }

    @Override
    public Map<String, String> problems(Draft draft, Typed typed) {
        var problems = new Problems();
        var email = typed.line(Destination.EMAIL);
        if (email.isEmpty()) {
            problems.say(Destination.EMAIL, "Enter the e-mail address of the person.");
        } else if (!EmailAddress.isValid(email)) {
            problems.say(Destination.EMAIL, "This is not an e-mail address. It looks like name@example.org.");
        } else if (accounts.require(draft.author().account()).email().equals(new EmailAddress(email))) {
            problems.say(Destination.EMAIL, "This is your own address. You have these images already.");
        }
        return problems.byField();
    }
}
