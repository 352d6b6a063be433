package org.imageexchange.ui.signin;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.passcode.Passcodes;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.PlainPage;

/** The way in for somebody without a link: gives an e-mail address and always reads the same sentence. */
@Route(value = SignInView.PATH, autoLayout = false)
@AnonymousAllowed
class SignInView extends PlainPage implements HasDynamicTitle {

    static final String PATH = "sign-in";

    private final Branding branding;
    private final Passcodes passcodes;
    private final EmailField email = new EmailField("E-mail address");

    SignInView(Branding branding, Passcodes passcodes) {
        super(branding, "Sign in");
        this.branding = branding;
        this.passcodes = passcodes;

        email.setWidthFull();
        email.setAutofocus(true);
        email.getElement().setAttribute("autocomplete", "email");
        email.setHelperText("The address at which you receive images, or your address at the hospital");
        email.setManualValidation(true);
        email.setValueChangeMode(ValueChangeMode.EAGER);
        email.addKeyDownListener(Key.ENTER, enter -> ask());

        var ask = new Button("Send me a sign-in link", click -> ask());
        ask.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        ask.setWidthFull();

        show(
                new Paragraph("We will send you an e-mail with a link. "
                        + "If you already have an e-mail with a link from us, use that."),
                email,
                ask);
    }

    private void ask() {
        var typed = email.getValue();
        // About the form of an address only: whether there is such a person, nobody learns here.
        if (!EmailAddress.isValid(typed)) {
            email.setErrorMessage("Enter an e-mail address, for instance name@example.org");
            email.setInvalid(true);
            email.focus();
            return;
        }
        email.setInvalid(false);
        passcodes.askForSignInLink(typed, VaadinRequest.getCurrent().getRemoteAddr());

        setHeading("Check your e-mail");
        var told = new Paragraph("If this address belongs to an account, we have sent a sign-in link to it. "
                + "The link can be used for one hour.");
        told.getElement().setAttribute("role", "status").setAttribute("tabindex", "-1");
        var patience = new Paragraph(
                "Nothing after a few minutes? Look in the folder for unwanted e-mail, " + "and check the address.");
        patience.addClassName("hint");
        show(told, patience, LinkEndedView.wayIn("Use another address"));
        told.getElement().callJsFunction("focus");
    }

    @Override
    public String getPageTitle() {
        return branding.title("Sign in");
    }
}
