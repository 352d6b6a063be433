package org.imageexchange.ui.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.imageexchange.account.Institution;
import org.imageexchange.account.Institutions;
import org.imageexchange.forwarding.Disclaimers;
import org.imageexchange.ui.page.Branding;

/** What somebody acknowledges before they forward what an institution sent; a new text is a new version. */
@Route("admin/disclaimers")
@RolesAllowed("ADMINISTRATOR")
class DisclaimersView extends Div implements HasDynamicTitle {

    private static final int LONG_ENOUGH_TO_READ_MS = 8_000;

    private final Branding branding;
    private final Disclaimers disclaimers;
    private final ComboBox<Institution> institution = new ComboBox<>("Institution");
    private final TextArea statements = new TextArea("Statements");
    private final Button publish = new Button("Publish", click -> publish());

    DisclaimersView(Branding branding, Institutions institutions, Disclaimers disclaimers) {
        this.branding = branding;
        this.disclaimers = disclaimers;
        addClassNames("page", "form-page");
        var heading = new H1("Disclaimers");
        heading.getElement().setAttribute("tabindex", "-1");
        var intro = new Paragraph("Whoever forwards images approves these statements first. "
                + "What was approved before stays on record with the text that it was.");
        intro.addClassName("intro");

        var all = institutions.all();
        institution.setItems(all);
        institution.setItemLabelGenerator(Institution::name);
        institution.setWidthFull();
        institution.addValueChangeListener(chosen -> show());
        statements.setWidthFull();
        statements.setMinHeight("10rem");
        statements.setManualValidation(true);
        publish.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        publish.setDisableOnClick(true);
        var buttons = new Div(publish);
        buttons.addClassName("buttons");
        var form = new Div(institution, statements, buttons);
        form.addClassNames("panel", "form", "stack");
        add(heading, intro, form);
        if (!all.isEmpty()) {
            institution.setValue(all.getFirst());
        }
        show();
    }

    private void show() {
        var chosen = institution.getValue();
        statements.setEnabled(chosen != null);
        publish.setEnabled(chosen != null);
        statements.setInvalid(false);
        if (chosen != null) {
            var inForce = disclaimers.inForce(chosen.id());
            statements.setValue(String.join("\n", inForce.statements()));
            statements.setHelperText("One on each line. In force: version " + inForce.version()
                    + (inForce.isOwn() ? " of this institution" : " of the portal's own text"));
        }
    }

    private void publish() {
        publish.setEnabled(true);
        switch (disclaimers.publish(
                institution.getValue().id(), statements.getValue().lines().toList())) {
            case Disclaimers.Published(var made) -> {
                show();
                Notification.show(
                        "Version " + made.version() + " is in force from now on.",
                        LONG_ENOUGH_TO_READ_MS,
                        Notification.Position.BOTTOM_START);
            }
            case Disclaimers.Invalid(var problem) -> {
                statements.setErrorMessage(problem);
                statements.setInvalid(true);
                statements.focus();
            }
        }
    }

    @Override
    public String getPageTitle() {
        return branding.title("Disclaimers");
    }
}
