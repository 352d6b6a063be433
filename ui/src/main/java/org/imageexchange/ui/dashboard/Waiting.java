package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import org.imageexchange.account.SignedIn;
import org.imageexchange.transfer.Dashboard;

/** Says on the start page how much waits for me; not there when nothing does. */
class Waiting extends Div {

    private static final int MOST_COUNTED = 99;

    private final Dashboard dashboard;
    private final SignedIn person;
    private int shown = -1;

    Waiting(Dashboard dashboard, SignedIn person) {
        this.dashboard = dashboard;
        this.person = person;
        addClassName("waiting");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        show();
        var polls = event.getUI().addPollListener(poll -> show());
        addDetachListener(detached -> {
            polls.remove();
            detached.unregisterListener();
        });
    }

    private void show() {
        var number = dashboard.actionRequired(person);
        if (number == shown) {
            return;
        }
        shown = number;
        removeAll();
        setVisible(number > 0);
        var what = number == 1
                ? "One transfer is new for you."
                : (number >= MOST_COUNTED ? "99 or more" : number) + " transfers are new for you.";
        add(new Paragraph(what), new RouterLink("See what is new", ActionRequiredView.class));
    }
}
