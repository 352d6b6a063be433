package org.imageexchange.forwarding;

import java.util.Map;
import java.util.Optional;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.PhoneNumber;
import org.imageexchange.account.TypedChannels;
import org.imageexchange.policy.Policies;
import org.imageexchange.policy.Policy;
import org.imageexchange.processes.Forms;
import org.imageexchange.recipient.Recipient;
import org.imageexchange.recipient.Recipients;
import org.imageexchange.transfer.Forwards;
import org.springframework.stereotype.Component;

/** Whom a draft goes to: somebody of the address book, or as it was described in the wizard. */
@Component
class Destination {

    static final String EMAIL = "email";
    static final String CHANGE_DETAILS = "changeDetails";
    static final String NAME = "name";
    static final String ADDRESS = "address";
    static final String PHONE = "phone";
    static final String MOBILE = "mobile";
    static final String SECOND_EMAIL = "secondEmail";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 400;

    private final Answers answers;
    private final Recipients recipients;
    private final Forwards forwards;
    private final Policies policies;

    Destination(Answers answers, Recipients recipients, Forwards forwards, Policies policies) {
        this.answers = answers;
        this.recipients = recipients;
        this.forwards = forwards;
        this.policies = policies;
    }

    Policy policy(Draft draft) {
        return policies.of(forwards.origin(draft.transfer()).institution().value());
    }

    /** The mailbox that was chosen; empty while it is none. */
    Optional<EmailAddress> email(Draft draft) {
        var typed = answers.of(draft.id(), Forms.CHOOSE_DESTINATION).line(EMAIL);
        return EmailAddress.isValid(typed) ? Optional.of(new EmailAddress(typed)) : Optional.empty();
    }

    /** The address book's entry for it. */
    Optional<Recipient> inBook(Draft draft) {
        return email(draft).flatMap(email -> recipients.find(draft.author(), email));
    }

    /** The address book's entry, if it holds all that is needed and nobody wants it changed. */
    Optional<Recipient> known(Draft draft) {
        if (answers.of(draft.id(), Forms.CHOOSE_DESTINATION).ticked(CHANGE_DETAILS)) {
            return Optional.empty();
        }
        var policy = policy(draft);
        return inBook(draft).filter(found -> found.channels().mobile() != null || policy.secondEmailAsChannel());
    }

    /** Whoever it goes to, once everything that is needed was said. */
    Optional<Recipient> recipient(Draft draft) {
        return known(draft).or(() -> described(draft, answers.of(draft.id(), Forms.CREATE_RECIPIENT), new Problems()));
    }

    /** What is wrong with a description. */
    Map<String, String> problems(Draft draft, Typed typed) {
        var problems = new Problems();
        described(draft, typed, problems);
        return problems.byField();
    }

    private Optional<Recipient> described(Draft draft, Typed typed, Problems problems) {
        var policy = policy(draft);
        var email = email(draft);
        problems.say(EMAIL, email.isEmpty() ? "Go back and enter the e-mail address of the person." : "");
        var name = typed.line(NAME);
        problems.say(NAME, name.isEmpty() ? "Enter the recipient's name." : "");
        problems.atMost(NAME, name, LONGEST_NAME);
        var address = typed.text(ADDRESS);
        problems.say(ADDRESS, address.isEmpty() ? "Enter the recipient's address." : "");
        problems.atMost(ADDRESS, address, LONGEST_ADDRESS);
        var phone = PhoneNumber.parse(typed.line(PHONE), policy.phoneRegion());
        problems.say(
                PHONE,
                typed.line(PHONE).isEmpty()
                        ? "Enter a phone number at which the recipient can be called."
                        : phone.isEmpty()
                                ? "This is not a phone number. Check its digits; begin with + and the country code if it is abroad."
                                : "");
        var channels = new TypedChannels(typed.line(MOBILE), typed.line(SECOND_EMAIL)).read(email.orElse(null), policy);
        problems.say(MOBILE, channels.aboutMobile());
        problems.say(SECOND_EMAIL, channels.aboutSecondEmail());
        if (!problems.isEmpty() || email.isEmpty() || phone.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Recipient(email.get(), name, address, phone.get(), channels.channels()));
    }
}
