package org.imageexchange.ui.signin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.imageexchange.account.SignUps;
import org.imageexchange.account.SignedIn;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.CurrentPerson;
import org.imageexchange.ui.security.SignedInSession;

/** The first time somebody signs in: they confirm their name and accept the terms of use. */
@Route(value = "sign-up", autoLayout = false)
@PermitAll
class SignUpView extends ArrivingPage implements BeforeEnterObserver, HasDynamicTitle {

    private final Branding branding;
    private final SignUps signUps;
    private final SignedInSession session;
    private final SignedIn person;
    private final TextField name = new TextField("Your name");
    private final Checkbox terms = new Checkbox("I accept the terms of use");

    SignUpView(Branding branding, SignUps signUps, SignedInSession session, CurrentPerson currentPerson) {
        super(branding, "Sign up");
        this.branding = branding;
        this.signUps = signUps;
        this.session = session;
        this.person = currentPerson.require();

        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.getElement().setAttribute("autocomplete", "name");
        name.setHelperText("Whoever sent you the images wrote it like this; correct it if it is wrong");
        name.setValue(signUps.name(person));
        terms.setRequiredIndicatorVisible(true);
        terms.setManualValidation(true);
        var go = new Button("Continue", click -> signUp());
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.setWidthFull();

        var leave = new Button("Not now: sign out", click -> session.end());
        leave.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        leave.setWidthFull();

        var list = new UnorderedList(
                new ListItem("I am the person to whom these images were sent."),
                new ListItem("I use them only for the purpose for which they were shared with me."),
                new ListItem("I keep safe what I download, and pass it on only to whom I may."),
                new ListItem("I keep my link and my passcodes to myself."),
                new ListItem("What I open, download and forward here is recorded."));
        list.addClassName("terms");
        var form = new Div(name, new H2("Terms of use"), list, terms, go, leave);
        form.addClassName("stack");
        show(new Paragraph("This is your first visit. Before you see your images:"), form);
        name.focus();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!signUps.isDue(person)) {
            session.signedUpElsewhere(); // on their telephone, for instance
            event.forwardTo("");
        }
    }

    private void signUp() {
        switch (signUps.signUp(person, name.getValue(), terms.getValue())) {
            case SignUps.Done(var confirmed) -> arrive(session.signedUp(person, confirmed));
            case SignUps.Invalid(var aboutName, var aboutTerms) -> {
                name.setErrorMessage(aboutName);
                name.setInvalid(!aboutName.isEmpty());
                terms.setErrorMessage(aboutTerms);
                terms.setInvalid(!aboutTerms.isEmpty());
                if (name.isInvalid()) {
                    name.focus();
                } else {
                    terms.focus();
                }
            }
        }
    }

    @Override
    public String getPageTitle() {
        return branding.title("Sign up");
    }
}
