package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.function.SerializableRunnable;
import java.time.ZoneId;
import java.util.UUID;
import org.imageexchange.account.SignedIn;
import org.imageexchange.transfer.Dashboard.Action;
import org.imageexchange.transfer.Dashboard.Row;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.ui.page.Dates;
import org.imageexchange.ui.page.Question;

/** The menu of a row: what the person who sees it may do with it. */
class RowActions {

    private final TransferPages pages;
    private final SignedIn person;
    private final ZoneId zone;
    private final SerializableRunnable afterwards;

    RowActions(TransferPages pages, SignedIn person, ZoneId zone, SerializableRunnable afterwards) {
        this.pages = pages;
        this.person = person;
        this.zone = zone;
        this.afterwards = afterwards;
    }

    /** One button a row; the menu is built when somebody asks for it. */
    Component button(Row row) {
        if (row.actions().isEmpty()) {
            var none = new Span("None");
            none.addClassName("hint");
            return none;
        }
        var button = new Button("Actions", VaadinIcon.ANGLE_DOWN.create());
        button.setIconAfterText(true);
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        button.addClassName("row-actions");
        button.setAriaLabel("Actions for " + row.patientName() + ", " + Dates.minute(row.date(), zone));
        button.getElement().setAttribute("aria-haspopup", "true");
        button.addClickListener(open(row, button));
        return button;
    }

    private ComponentEventListener<ClickEvent<Button>> open(Row row, Button button) {
        return click -> {
            var menu = new Popover();
            menu.setTarget(button);
            menu.setOpenOnClick(false);
            menu.setPosition(PopoverPosition.BOTTOM_END);
            menu.setModal(true);
            menu.setAutofocus(true);
            menu.addClassName("row-menu");
            menu.setAriaLabel("Actions for " + row.patientName());
            menu.add(entries(row, menu));
            menu.addOpenedChangeListener(change -> {
                if (!change.isOpened()) {
                    button.focus(); // or whoever uses the keyboard would begin at the top again
                    menu.removeFromParent();
                }
            });
            click.getSource().getUI().ifPresent(ui -> {
                ui.add(menu);
                menu.open();
            });
        };
    }

    private Component entries(Row row, Popover menu) {
        var list = new UnorderedList();
        if (row.actions().contains(Action.DOWNLOAD)) {
            list.add(new ListItem(download(row, menu)));
        }
        if (row.actions().contains(Action.FORWARD)) {
            list.add(forward(row, menu));
        }
        if (row.actions().contains(Action.CUSTODY)) {
            list.add(entry(
                    "See who has the images", menu, () -> pages.forwarding().showCustody(person, row.id(), zone)));
        }
        if (row.actions().contains(Action.TRY_AGAIN)) {
            list.add(entry("Try again", menu, () -> tryAgain(row.id())));
        }
        if (row.actions().contains(Action.CORRECT_CONTACT)) {
            list.add(entry("Correct contact and resend", menu, () -> correctContact(row)));
        }
        if (row.actions().contains(Action.WITHDRAW)) {
            list.add(entry("Withdraw", menu, () -> withdraw(row)));
        }
        return list;
    }

    /** A plain link: the browser shows progress, pauses and resumes; and one who is signed out by then signs in first. */
    private static Component download(Row row, Popover menu) {
        var link = new Anchor("/download/" + row.id().value(), "Download");
        link.setRouterIgnore(true);
        link.getElement().addEventListener("click", click -> menu.close());
        var note = new Span(DownloadHelp.NOT_TO_AN_IPAD);
        note.addClassName("hint");
        return new Div(link, note);
    }

    /** With how many are left; one that was begun is continued first. */
    private ListItem forward(Row row, Popover menu) {
        var options = pages.forwarding().options(person, row.id());
        var left = new Span(
                switch (options.left()) {
                    case 0 -> "None of three forwards is left.";
                    case 1 -> "One of three forwards is left.";
                    default -> options.left() + " of three forwards are left.";
                });
        left.addClassName("hint");
        if (options.begun().isPresent()) {
            var draft = options.begun().get();
            var item =
                    entry("Continue to forward", menu, () -> pages.forwarding().resume(person, draft, afterwards));
            item.add(left);
            return item;
        }
        if (options.left() == 0) {
            return new ListItem(left);
        }
        var click = UUID.randomUUID();
        var item = entry("Forward", menu, () -> pages.forwarding().begin(person, row.id(), click, afterwards));
        item.add(left);
        return item;
    }

    private static ListItem entry(String text, Popover menu, SerializableRunnable action) {
        return new ListItem(new NativeButton(text, click -> {
            menu.close();
            action.run();
        }));
    }

    private void tryAgain(TransferId transfer) {
        pages.sending().tryAgain(person, transfer);
        Notification.show("The transfer is being prepared again.");
        afterwards.run();
    }

    private void correctContact(Row row) {
        new CorrectContactDialog(pages, person, row, () -> {
                    Notification.show("The contact is corrected. A new invitation is on its way, "
                            + "and the link in the old one no longer works.");
                    afterwards.run();
                })
                .open();
    }

    private void withdraw(Row row) {
        new Question(
                        "Withdraw this transfer?",
                        "Keep it",
                        "Withdraw",
                        () -> {
                            pages.sending().withdraw(person, row.id());
                            Notification.show("The transfer is withdrawn.");
                            afterwards.run();
                        },
                        new Paragraph(
                                "The images of " + row.patientName() + " for " + row.recipientName()
                                        + " can no longer be opened, from this moment on. A download that is running is cut off."),
                        new Paragraph((row.forwards() == 0 ? "" : "What was forwarded is withdrawn with them. ")
                                + "What was downloaded before cannot be called back."))
                .open();
    }
}
