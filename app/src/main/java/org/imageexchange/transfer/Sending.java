package org.imageexchange.transfer;

import java.util.List;
import java.util.Set;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.StudyId;
import org.springframework.stereotype.Service;

/** Sends studies to a person, and puts right what went wrong with it; for the radiology of the sending institution. */
@Service
public class Sending {

    /**
     * What is sent, as it was typed.
     *
     * @param retentionDays how long the transfer can be opened, in days
     */
    public record SendImages(
            Set<StudyId> studies,
            String recipientName,
            String email,
            String organisation,
            String mobile,
            String secondEmail,
            String message,
            int retentionDays) {

        @Override
        public String toString() {
            return "SendImages[hidden]";
        }
    }

    /** A corrected contact, as it was typed. */
    public record Contact(String recipientName, String email, String organisation, String mobile, String secondEmail) {

        @Override
        public String toString() {
            return "Contact[hidden]";
        }
    }

    /** The transfer exists, or what is wrong with the form. */
    public sealed interface Outcome permits Sent, Invalid {}

    /** It exists as <i>Preparing</i>. */
    public record Sent(TransferId transfer) implements Outcome {}

    /** Nothing happened; each problem belongs to a field and is in the user's words. */
    public record Invalid(List<Problem> problems) implements Outcome {}

    /** A problem with one field. */
    public record Problem(Field field, String message) {}

    /** The fields of the forms. */
    public enum Field {
        STUDIES,
        RECIPIENT_NAME,
        EMAIL,
        ORGANISATION,
        MOBILE,
        SECOND_EMAIL,
        MESSAGE,
        RETENTION_DAYS
    }

    /** @param requestKey made by the page for this form: sending the same form twice makes one transfer */
    public Outcome send(SignedIn by, java.util.UUID requestKey, SendImages form) {
        throw new UnsupportedOperationException();
    }

    /** Before it was opened: another contact, and a new invitation; the old links end. */
    public Outcome correctContact(SignedIn by, TransferId transfer, Contact contact) {
        throw new UnsupportedOperationException();
    }

    /** At any time: the next request or chunk is refused. */
    public void withdraw(SignedIn by, TransferId transfer) {
        throw new UnsupportedOperationException();
    }

    /** A transfer that failed is delivered once more. */
    public void tryAgain(SignedIn by, TransferId transfer) {
        throw new UnsupportedOperationException();
    }
}
