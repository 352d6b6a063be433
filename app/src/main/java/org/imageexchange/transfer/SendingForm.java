package org.imageexchange.transfer;

import java.util.ArrayList;
import java.util.List;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.TypedChannels;
import org.imageexchange.policy.Policy;
import org.imageexchange.transfer.Sending.Field;
import org.imageexchange.transfer.Sending.Problem;
import org.jspecify.annotations.Nullable;

/** Reads what was typed into the forms of sending; collects what is wrong with it, field by field. */
final class SendingForm {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MESSAGE = 2000;

    private final Policy policy;
    private final List<Problem> problems = new ArrayList<>();

    SendingForm(Policy policy) {
        this.policy = policy;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void problem(Field field, String message) {
        problems.add(new Problem(field, message));
    }

    /** The contact; null when something is wrong with it. */
    @Nullable
    Addressee addressee(Sending.Contact typed) {
        var before = problems.size();
        var name = text(typed.recipientName());
        if (name.isEmpty()) {
            problem(Field.RECIPIENT_NAME, "Enter the recipient's name.");
        } else if (name.length() > LONGEST_NAME) {
            problem(Field.RECIPIENT_NAME, "Shorten the name to " + LONGEST_NAME + " characters.");
        }
        var organisation = text(typed.organisation());
        if (organisation.length() > LONGEST_NAME) {
            problem(Field.ORGANISATION, "Shorten the organisation to " + LONGEST_NAME + " characters.");
        }
        var email = email(typed.email());
        var channels = new TypedChannels(typed.mobile(), typed.secondEmail()).read(email, policy);
        if (!channels.aboutMobile().isEmpty()) {
            problem(Field.MOBILE, channels.aboutMobile());
        }
        if (!channels.aboutSecondEmail().isEmpty()) {
            problem(Field.SECOND_EMAIL, channels.aboutSecondEmail());
        }
        if (problems.size() > before || email == null) {
            return null;
        }
        return new Addressee(name, email, organisation, channels.channels());
    }

    private @Nullable EmailAddress email(String typed) {
        if (typed.isBlank()) {
            problem(Field.EMAIL, "Enter the recipient's e-mail address.");
            return null;
        }
        if (!EmailAddress.isValid(typed)) {
            problem(Field.EMAIL, "This is not an e-mail address. It looks like name@example.org.");
            return null;
        }
        return new EmailAddress(typed);
    }

    String message(String typed) {
        var message = typed.strip();
        if (message.length() > LONGEST_MESSAGE) {
            problem(Field.MESSAGE, "Shorten the message to 2,000 characters.");
        }
        return message;
    }

    void retention(int days) {
        if (days < 1 || days > policy.longestRetentionDays()) {
            problem(Field.RETENTION_DAYS, "Choose from 1 to " + policy.longestRetentionDays() + " days.");
        }
    }

    /** One line, without what can't be seen. */
    private static String text(String typed) {
        return typed.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    }
}
