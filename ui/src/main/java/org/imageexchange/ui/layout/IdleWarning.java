package org.imageexchange.ui.layout;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Duration;
import org.imageexchange.ui.security.SignedInSession;

/**
 * Warns a minute before an idle session ends.
 *
 * <p>Each window watches for signs of life and asks the server when it has seen none for long; the server knows of all
 * windows of the session and answers how long it really was.
 */
@Tag("div")
class IdleWarning extends Div {

    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final SignedInSession session;
    private final Dialog dialog = new Dialog();

    IdleWarning(SignedInSession session) {
        this.session = session;
        dialog.setHeaderTitle("Are you still there?");
        dialog.setCloseOnOutsideClick(false);
        dialog.setRole("alertdialog");
        dialog.setMaxWidth("30rem");
        dialog.add(new Paragraph("Nothing has happened for a while. In one minute you will be signed out, "
                + "so that nobody else sees patients’ images on this computer. "
                + "What you have typed and not sent will be lost then."));
        var out = new Button("Sign out", click -> session.end());
        out.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var stay = new Button("Stay signed in", click -> dialog.close());
        stay.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        stay.setAutofocus(true);
        dialog.getFooter().add(out, stay);
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                active();
                getElement().executeJs("this.watch?.resume()");
            }
        });
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement()
                .executeJs(
                        "this.watch = portal.watchActivity(this, $0, $1)",
                        session.limit().toSeconds(),
                        Math.min(BEFORE.toSeconds(), session.limit().toSeconds() / 2));
    }

    /** The window saw a sign of life. */
    @ClientCallable
    void active() {
        session.active();
        if (dialog.isOpened()) {
            dialog.close();
        }
    }

    /**
     * The window has seen no sign of life for long.
     *
     * @return the idle time that is left in the session, in seconds
     */
    @ClientCallable
    int left() {
        var left = session.left();
        if (left.compareTo(BEFORE) <= 0) {
            dialog.open();
        }
        return (int) left.toSeconds();
    }
}
