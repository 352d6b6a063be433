package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import org.imageexchange.transfer.Dashboard.Direction;
import org.imageexchange.transfer.Dashboard.Row;

/** Shows the message that a sender wrote to go with the images. */
class MessageDialog extends Dialog {

    MessageDialog(Row row) {
        setHeaderTitle(
                row.direction() == Direction.IN
                        ? "Message from " + row.institution()
                        : "Your message to " + row.recipientName());
        setWidth("32rem");
        setMaxWidth("94vw");
        var text = new Div(row.message());
        text.addClassName("message");
        add(text);
        var close = new Button("Close", click -> close());
        close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        close.setAutofocus(true);
        getFooter().add(close);
    }
}
