package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import org.imageexchange.account.SignedIn;
import org.imageexchange.transfer.Dashboard.Row;
import org.imageexchange.transfer.Sending;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.ui.contact.ContactFields;

/** Puts a mistyped contact right before anybody opened the transfer, and invites again. */
class CorrectContactDialog extends Dialog {

    private final Sending sending;
    private final SignedIn person;
    private final TransferId transfer;
    private final SerializableRunnable afterwards;
    private final ContactFields fields;

    CorrectContactDialog(TransferPages pages, SignedIn person, Row row, SerializableRunnable afterwards) {
        this.sending = pages.sending();
        this.person = person;
        this.transfer = row.id();
        this.afterwards = afterwards;
        this.fields = new ContactFields(pages.policyFor(person));
        fields.show(pages.dashboard().addressee(person, transfer));

        setHeaderTitle("Correct contact and resend");
        setWidth("38rem");
        setMaxWidth("94vw");
        setCloseOnOutsideClick(false);
        add(
                new Paragraph("The link that was sent before stops working, and a new invitation goes out. "
                        + "This is possible until the transfer is opened."),
                fields);
        var cancel = new Button("Cancel", click -> close());
        cancel.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var resend = new Button("Save and resend", click -> resend());
        resend.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(cancel, resend);
    }

    private void resend() {
        switch (sending.correctContact(person, transfer, fields.contact())) {
            case Sending.Sent(var same) -> {
                close();
                afterwards.run();
            }
            case Sending.Invalid(var problems) -> fields.showProblems(problems);
        }
    }
}
