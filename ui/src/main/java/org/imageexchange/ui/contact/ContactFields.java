package org.imageexchange.ui.contact;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.formlayout.FormLayout.ResponsiveStep;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imageexchange.policy.Policy;
import org.imageexchange.transfer.Addressee;
import org.imageexchange.transfer.Sending.Contact;
import org.imageexchange.transfer.Sending.Field;
import org.imageexchange.transfer.Sending.Problem;

/** Who a transfer is for: name, address, organisation, and where the passcode goes. The service judges what was typed. */
public class ContactFields extends Div {

    private final TextField name = new TextField("Recipient’s name");
    private final EmailField email = new EmailField("E-mail address");
    private final TextField organisation = new TextField("Organisation (if any)");
    private final TextField mobile = new TextField("Mobile number");
    private final EmailField secondEmail = new EmailField("Second e-mail address");
    private final Map<Field, HasValidation> fields = new LinkedHashMap<>();

    public ContactFields(Policy policy) {
        addClassName("contact");
        field(Field.RECIPIENT_NAME, name);
        field(Field.EMAIL, email);
        field(Field.ORGANISATION, organisation);
        field(Field.MOBILE, mobile);
        field(Field.SECOND_EMAIL, secondEmail);
        name.setRequiredIndicatorVisible(true);
        email.setRequiredIndicatorVisible(true);
        email.setHelperText("The invitation goes here");
        secondEmail.setVisible(policy.secondEmailAsChannel());

        var form = new FormLayout(name, organisation, email);
        form.setResponsiveSteps(new ResponsiveStep("0", 1), new ResponsiveStep("30rem", 2));
        form.setColspan(email, 2);

        var channels = new FormLayout(mobile, secondEmail);
        channels.setResponsiveSteps(new ResponsiveStep("0", 1), new ResponsiveStep("30rem", 2));
        var group = new Div();
        group.addClassName("channels");
        group.getElement().setAttribute("role", "group").setAttribute("aria-labelledby", "channels-label");
        var label = new Div(
                policy.secondEmailAsChannel()
                        ? "Where the passcode goes: at least one of the two"
                        : "Where the passcode goes");
        label.setId("channels-label");
        label.addClassName("group-label");
        mobile.setHelperText("For instance 07700 900123, or with a country code");
        secondEmail.setHelperText("Another mailbox than the one above");
        group.add(label, channels);
        add(form, group);
    }

    private <F extends Component & HasValidation> void field(Field key, F field) {
        // Somebody else's data: the browser must not offer one's own.
        field.getElement().setAttribute("autocomplete", "off").setProperty("manualValidation", true);
        fields.put(key, field);
    }

    public void show(Addressee addressee) {
        name.setValue(addressee.name());
        email.setValue(addressee.email().value());
        organisation.setValue(addressee.organisation());
        var channels = addressee.channels();
        mobile.setValue(channels.mobile() == null ? "" : channels.mobile().e164());
        if (secondEmail.isVisible() && channels.secondEmail() != null) { // what can't be seen can't be corrected
            secondEmail.setValue(channels.secondEmail().value());
        }
    }

    /** As it was typed. */
    public Contact contact() {
        return new Contact(
                name.getValue(), email.getValue(), organisation.getValue(), mobile.getValue(), secondEmail.getValue());
    }

    /** Says by each field what is wrong with it and goes to the first one; other fields' problems are left alone. */
    public boolean showProblems(List<Problem> problems) {
        var first = true;
        for (var entry : fields.entrySet()) {
            var message = problems.stream()
                    .filter(problem -> problem.field() == entry.getKey())
                    .map(Problem::message)
                    .findFirst();
            entry.getValue().setErrorMessage(message.orElse(""));
            entry.getValue().setInvalid(message.isPresent());
            if (message.isPresent() && first && entry.getValue() instanceof Focusable<?> focusable) {
                focusable.focus();
                first = false;
            }
        }
        return !first;
    }
}
