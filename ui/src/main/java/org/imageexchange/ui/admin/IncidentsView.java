package org.imageexchange.ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.ZoneId;
import java.util.List;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.CurrentPerson;
import org.imageexchange.ui.page.Dates;
import org.imageexchange.workflow.Incidents;
import org.imageexchange.workflow.Incidents.Incident;

/** What is stuck, since when and why, and a button that lets it run again. */
@Route("admin/incidents")
@RolesAllowed("ADMINISTRATOR")
class IncidentsView extends Div implements HasDynamicTitle {

    private static final int ASK_AGAIN_MS = 5000;

    private final Branding branding;
    private final Incidents incidents;
    private final ZoneId zone;
    private final H1 heading = new H1("Incidents");
    private final Div content = new Div();
    private List<Incident> shown = List.of();

    IncidentsView(Branding branding, Incidents incidents, CurrentPerson person, Dates dates) {
        this.branding = branding;
        this.incidents = incidents;
        this.zone = dates.zoneOf(person.require());
        addClassName("page");
        heading.getElement().setAttribute("tabindex", "-1");
        var intro = new Paragraph("Work that could not be finished after several tries and now waits for you. "
                + "Put the cause right, then press Retry. This page renews itself.");
        intro.addClassName("intro");
        content.addClassName("incidents");
        content.getElement().setAttribute("aria-live", "polite");
        add(heading, intro, content);
        show(incidents.open());
    }

    private void show(List<Incident> open) {
        shown = open;
        content.removeAll();
        if (open.isEmpty()) {
            var nothing = new Div(new H2("Nothing is stuck"), new Paragraph("Everything is moving."));
            nothing.addClassName("empty");
            content.add(nothing);
            return;
        }
        var list = new UnorderedList();
        list.addClassName("cards");
        open.forEach(incident -> list.add(new ListItem(card(incident))));
        content.add(list);
    }

    private Div card(Incident incident) {
        var task = new H2(incident.task());
        var facts = new Paragraph("In " + incident.process() + ", since " + Dates.minute(incident.since(), zone));
        facts.addClassName("hint");
        var message = new Paragraph(incident.message());
        var retry = new Button("Retry", click -> retry(incident));
        retry.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        retry.setAriaLabel("Retry " + incident.task() + ", since " + Dates.minute(incident.since(), zone));
        retry.setDisableOnClick(true);
        var words = new Div(task, facts, message);
        if (incident.processKey() != null) {
            var key = new Span("Reference " + incident.processKey());
            key.addClassName("reference");
            words.add(key);
        }
        var card = new Div(words, retry);
        card.addClassName("incident");
        return card;
    }

    private void retry(Incident incident) {
        incidents.retry(incident.key());
        Notification.show("“" + incident.task() + "” runs again. If it fails once more, it comes back here.");
        show(incidents.open());
        heading.getElement().callJsFunction("focus"); // the button that had it is gone
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().setPollInterval(ASK_AGAIN_MS);
        var polls = event.getUI().addPollListener(poll -> {
            var open = incidents.open();
            if (!open.equals(shown)) {
                show(open);
            }
        });
        addDetachListener(detached -> {
            polls.remove();
            detached.unregisterListener();
        });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
    }

    @Override
    public String getPageTitle() {
        return branding.title("Incidents");
    }
}
