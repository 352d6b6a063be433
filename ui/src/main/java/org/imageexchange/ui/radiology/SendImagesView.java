package org.imageexchange.ui.radiology;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.Studies;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.imaging.StudyRow;
import org.imageexchange.policy.Policies;
import org.imageexchange.policy.Policy;
import org.imageexchange.transfer.Sending;
import org.imageexchange.transfer.Sending.Field;
import org.imageexchange.transfer.Sending.Problem;
import org.imageexchange.ui.contact.ContactFields;
import org.imageexchange.ui.dashboard.DashboardNavigation;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.CurrentPerson;
import org.imageexchange.ui.page.Dates;

/** Sends the chosen studies to one person; which studies is in the address. */
@Route("studies/send")
@RolesAllowed("RADIOLOGY")
class SendImagesView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final String STUDY = "study";
    private static final int LONGEST_MESSAGE = 1000;
    private static final int LONG_ENOUGH_TO_READ_MS = 8_000;

    private final Branding branding;
    private final Studies studies;
    private final Sending sending;
    private final SignedIn person;
    private final Policy policy;
    private final LocalDate today;

    /** Made once for this form: pressing Send again after a lost answer makes no second transfer. */
    private final UUID requestKey = UUID.randomUUID();

    private final Set<StudyId> chosen = new HashSet<>();
    private final Div summary = new Div();
    private final Div problem = new Div();
    private final ContactFields contact;
    private final TextArea message = new TextArea("Message (optional)");
    private final IntegerField days = new IntegerField("Days until the images can no longer be opened");
    private final Button send = new Button("Send", click -> send());

    SendImagesView(
            Branding branding,
            Studies studies,
            Sending sending,
            Policies policies,
            CurrentPerson currentPerson,
            Dates dates,
            Clock clock) {
        this.branding = branding;
        this.studies = studies;
        this.sending = sending;
        this.person = currentPerson.require();
        var institution = person.institution();
        this.policy = policies.of(institution == null ? null : institution.value());
        this.today = LocalDate.ofInstant(clock.instant(), dates.zoneOf(person));
        this.contact = new ContactFields(policy);
        addClassNames("page", "form-page");

        var heading = new H1("Send images");
        heading.getElement().setAttribute("tabindex", "-1");
        summary.addClassName("summary");
        problem.addClassName("problem-box");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);

        message.setMaxLength(LONGEST_MESSAGE);
        message.setHelperText("The recipient reads it after signing in; it is not part of the e-mail.");
        message.setMinHeight("7rem");
        message.setWidthFull();
        days.setMin(1);
        days.setMax(policy.longestRetentionDays());
        days.setValue(policy.retentionDays());
        days.setStepButtonsVisible(true);
        days.setManualValidation(true);
        days.setValueChangeMode(ValueChangeMode.EAGER);
        days.addValueChangeListener(change -> sayUntil());
        sayUntil();

        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        send.setDisableOnClick(true);
        var cancel = new Button("Cancel", click -> UI.getCurrent().navigate(StudiesView.class));
        cancel.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var buttons = new Div(send, cancel);
        buttons.addClassName("buttons");

        var form = new Div(new H2("Recipient"), contact, new H2("What goes with the images"), message, days, buttons);
        form.addClassNames("panel", "form");
        add(heading, problem, summary, form);
    }

    static void open(UI ui, List<StudyId> studies) {
        var ids = studies.stream().map(study -> study.value().toString()).toList();
        ui.navigate(SendImagesView.class, new QueryParameters(Map.of(STUDY, ids)));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = event.getLocation().getQueryParameters().getParameters(STUDY).stream()
                .filter(SendImagesView::isId)
                .map(id -> new StudyId(UUID.fromString(id)))
                .collect(Collectors.toSet());
        var rows = studies.find(person, asked);
        if (rows.isEmpty()) {
            event.forwardTo(StudiesView.class);
            return;
        }
        chosen.clear();
        rows.forEach(row -> chosen.add(row.id()));
        summarise(rows);
    }

    private static boolean isId(String text) {
        try {
            UUID.fromString(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void summarise(List<StudyRow> rows) {
        summary.removeAll();
        var patient = rows.getFirst().patient();
        var facts = new DescriptionList();
        var name = new Span(StudyWords.name(patient));
        name.getElement().setAttribute("dir", "auto");
        facts.add(new DescriptionList.Term("Patient"), new DescriptionList.Description(name));
        if (!patient.id().isEmpty()) {
            facts.add(new DescriptionList.Term("Patient ID"), new DescriptionList.Description(patient.id()));
        }
        if (patient.birthDate() != null) {
            facts.add(
                    new DescriptionList.Term("Date of birth"),
                    new DescriptionList.Description(Dates.day(patient.birthDate())));
        }
        var list = new UnorderedList();
        rows.forEach(row -> list.add(new ListItem(line(row))));
        facts.add(
                new DescriptionList.Term(rows.size() == 1 ? "Study" : "Studies"),
                new DescriptionList.Description(list));
        summary.add(facts);
    }

    private static String line(StudyRow row) {
        var words = new StringBuilder(String.join(", ", row.modalities()));
        if (!row.description().isEmpty()) {
            words.append(" – ").append(row.description());
        }
        if (row.date() != null) {
            words.append(", ").append(Dates.day(row.date()));
        }
        return words.append(" (").append(StudyWords.contents(row)).append(")").toString();
    }

    private void sayUntil() {
        var value = days.getValue();
        var limit = "At most " + policy.longestRetentionDays() + " days.";
        days.setHelperText(
                value == null || value < 1 || value > policy.longestRetentionDays()
                        ? limit
                        : "Until " + Dates.day(today.plusDays(value)) + ". " + limit);
    }

    private void send() {
        var who = contact.contact();
        var value = days.getValue();
        var form = new Sending.SendImages(
                Set.copyOf(chosen),
                who.recipientName(),
                who.email(),
                who.organisation(),
                who.mobile(),
                who.secondEmail(),
                message.getValue(),
                value == null ? 0 : value);
        try {
            switch (sending.send(person, requestKey, form)) {
                case Sending.Sent(var transfer) -> {
                    DashboardNavigation.goToAll(UI.getCurrent());
                    Notification.show(
                            "The transfer is being prepared. The recipient is told by e-mail as soon as it is ready.",
                            LONG_ENOUGH_TO_READ_MS,
                            Notification.Position.BOTTOM_START);
                }
                case Sending.Invalid(var problems) -> show(problems);
            }
        } finally {
            send.setEnabled(true);
        }
    }

    private void show(List<Problem> problems) {
        var focused = contact.showProblems(problems);
        mark(problems, Field.MESSAGE, message::setErrorMessage, message::setInvalid);
        mark(problems, Field.RETENTION_DAYS, days::setErrorMessage, days::setInvalid);
        if (!focused && message.isInvalid()) {
            message.focus();
        } else if (!focused && days.isInvalid()) {
            days.focus();
        }
        var aboutStudies = text(problems, Field.STUDIES);
        problem.setText(
                aboutStudies.isEmpty()
                        ? "Nothing was sent yet. Please correct the fields that are marked below."
                        : "Nothing was sent. " + aboutStudies);
        problem.setVisible(true);
    }

    private static void mark(List<Problem> problems, Field field, Consumer<String> message, Consumer<Boolean> invalid) {
        var text = text(problems, field);
        message.accept(text);
        invalid.accept(!text.isEmpty());
    }

    private static String text(List<Problem> problems, Field field) {
        return problems.stream()
                .filter(problem -> problem.field() == field)
                .map(Problem::message)
                .findFirst()
                .orElse("");
    }

    @Override
    public String getPageTitle() {
        return branding.title("Send images");
    }
}
