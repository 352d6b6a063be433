package org.imageexchange.ui.forwarding;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.ZoneId;
import java.util.Map;
import org.imageexchange.forwarding.Forwarding.Purpose;
import org.imageexchange.transfer.Custody.Holder;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.ui.page.Dates;

/** Who gave the images to whom, until when, and whether they were opened. */
class CustodyDialog extends Dialog {

    CustodyDialog(Holder origin, Map<TransferId, Purpose> purposes, ZoneId zone) {
        setHeaderTitle("Who has the images");
        setWidth("40rem");
        setMaxWidth("96vw");
        var tree = new UnorderedList(holder(origin, purposes, zone));
        tree.addClassName("custody");
        add(new Paragraph("Whoever received the images by a forward cannot forward them again."), tree);
        var close = new Button("Close", click -> close());
        close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(close);
        close.focus();
    }

    private static ListItem holder(Holder holder, Map<TransferId, Purpose> purposes, ZoneId zone) {
        var name = new Span(
                holder.organisation().isBlank()
                        ? holder.recipientName()
                        : holder.recipientName() + ", " + holder.organisation());
        name.addClassName("custody-name");
        var entry = new Div(
                name,
                hint("from " + holder.from() + " on " + Dates.minute(holder.sentAt(), zone)),
                hint(state(holder, zone)));
        var purpose = purposes.get(holder.transfer());
        if (purpose != null) {
            entry.add(hint(words(purpose)));
        }
        entry.addClassName("custody-entry");
        var item = new ListItem(entry);
        if (!holder.forwards().isEmpty()) {
            var further = new UnorderedList();
            holder.forwards().forEach(forward -> further.add(holder(forward, purposes, zone)));
            item.add(further);
        }
        return item;
    }

    private static Span hint(String text) {
        var hint = new Span(text);
        hint.addClassName("hint");
        return hint;
    }

    private static String words(Purpose purpose) {
        var words = new StringBuilder("Reason: ").append(purpose.reason());
        if (!purpose.reference().isEmpty()) {
            words.append(", reference ").append(purpose.reference());
        }
        if (!purpose.note().isEmpty()) {
            words.append(". ").append(purpose.note());
        }
        return words.toString();
    }

    private static String state(Holder holder, ZoneId zone) {
        var opened = holder.openedAt() == null ? "Not opened" : "Opened " + Dates.minute(holder.openedAt(), zone);
        return switch (holder.status()) {
            case PREPARING -> "Being prepared";
            case NEW, COMPLETE -> opened + ", available until " + Dates.minute(holder.availableUntil(), zone);
            case DECLINED -> opened + ", declined";
            case WITHDRAWN -> opened + ", withdrawn";
            case EXPIRED -> opened + ", expired " + Dates.minute(holder.availableUntil(), zone);
            case FAILED -> "Could not be delivered";
        };
    }
}
