package org.imageexchange.ui.radiology;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.Patient;
import org.imageexchange.imaging.Studies;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.imaging.StudyRow;
import org.imageexchange.imaging.intake.Intake;
import org.imageexchange.ui.page.Branding;
import org.imageexchange.ui.page.CurrentPerson;
import org.imageexchange.ui.page.Dates;
import org.imageexchange.ui.page.NarrowScreen;

/** Radiology's page: images come in here, and studies of one patient are chosen to be sent. */
@Route(StudiesView.PATH)
@RolesAllowed("RADIOLOGY")
class StudiesView extends Div implements HasDynamicTitle {

    static final String PATH = "studies";

    private static final int PAGE = 50;
    private static final int LET_THEM_TYPE_MS = 400;

    private final Branding branding;
    private final Studies studies;
    private final SignedIn person;

    private final TextField filter = new TextField("Filter");
    private final Grid<StudyRow> grid = new Grid<>();
    private final Map<StudyId, StudyRow> selected = new LinkedHashMap<>();
    private final Span chosen = new Span();
    private final Button send = new Button("Send images", click -> send());

    StudiesView(Branding branding, Studies studies, Intake intake, CurrentPerson currentPerson) {
        this.branding = branding;
        this.studies = studies;
        this.person = currentPerson.require();
        addClassName("page");
        var heading = new H1("Studies");
        heading.getElement().setAttribute("tabindex", "-1");
        var intro = new Paragraph("Take images in, then choose the studies of one patient and send them.");
        intro.addClassName("intro");

        filter.setPlaceholder("Patient, identifier or description");
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.setValueChangeTimeout(LET_THEM_TYPE_MS);
        filter.addValueChangeListener(change -> grid.getDataProvider().refreshAll());
        chosen.getElement().setAttribute("role", "status");
        chosen.addClassName("chosen");
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        var tools = new Div(filter, chosen, send);
        tools.addClassName("tools");

        addColumns();
        grid.setAriaLabel("Studies");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setPageSize(PAGE);
        grid.setEmptyStateComponent(empty());
        grid.setItems(this::fetch);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        judge();

        var panel = new Div(tools, grid);
        panel.addClassName("panel");
        var list = new Div(panel);
        list.addClassName("list");
        add(
                heading,
                intro,
                new UploadPanel(intake, person, () -> grid.getDataProvider().refreshAll()),
                list);
    }

    private void addColumns() {
        grid.addComponentColumn(this::select)
                .setHeader("Select")
                .setWidth("5.5rem")
                .setFlexGrow(0);
        grid.addComponentColumn(StudiesView::patient).setHeader("Patient name").setFlexGrow(3);
        grid.addComponentColumn(StudiesView::identifiers)
                .setHeader("Patient ID, accession")
                .setFlexGrow(2);
        grid.addColumn(row -> birthDate(row.patient()))
                .setHeader("Date of birth")
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(row -> String.join(", ", row.modalities()))
                .setHeader("Modality")
                .setWidth("6.5rem")
                .setFlexGrow(0);
        grid.addColumn(StudyRow::description).setHeader("Description").setFlexGrow(3);
        grid.addColumn(row -> row.date() == null ? "" : Dates.day(row.date()))
                .setHeader("Study date")
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(StudiesView::counts)
                .setHeader("Series, images")
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::card).setHeader("Studies").setKey("card");
    }

    /** Our own column: the grid's has neither a heading nor a name for each box. */
    private Checkbox select(StudyRow row) {
        var box = new Checkbox(selected.containsKey(row.id()));
        box.setAriaLabel("Select " + StudyWords.name(row.patient()) + ", " + row.description() + ", "
                + (row.date() == null ? "no date" : Dates.day(row.date())));
        box.addValueChangeListener(change -> {
            if (change.getValue()) {
                selected.put(row.id(), row);
            } else {
                selected.remove(row.id());
            }
            judge();
        });
        return box;
    }

    private static Component patient(StudyRow row) {
        var name = new Span(StudyWords.name(row.patient()));
        name.getElement().setAttribute("dir", "auto");
        return name;
    }

    private static Component identifiers(StudyRow row) {
        var accession = new Span(row.accessionNumber().isEmpty() ? "" : row.accessionNumber());
        accession.addClassName("hint");
        var cell = new Div(new Span(row.patient().id()), accession);
        cell.addClassName("two-lines");
        return cell;
    }

    private static String birthDate(Patient patient) {
        return patient.birthDate() == null ? "" : Dates.day(patient.birthDate());
    }

    private static String counts(StudyRow row) {
        return row.series() + ", " + row.instances();
    }

    private Component card(StudyRow row) {
        var select = select(row);
        var title = new Div(select, patient(row));
        title.addClassName("card-title");
        var facts = new DescriptionList();
        fact(facts, "Patient ID", row.patient().id());
        fact(facts, "Accession", row.accessionNumber());
        fact(facts, "Date of birth", birthDate(row.patient()));
        fact(facts, "Modality", String.join(", ", row.modalities()));
        fact(facts, "Description", row.description());
        fact(facts, "Study date", row.date() == null ? "" : Dates.day(row.date()));
        fact(facts, "Contains", StudyWords.contents(row));
        var card = new Div(title, facts);
        card.addClassName("transfer-card");
        return card;
    }

    private static void fact(DescriptionList facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
        }
    }

    private Stream<StudyRow> fetch(Query<StudyRow, Void> query) {
        return studies.list(person, filter.getValue().strip(), query.getOffset(), query.getLimit()).stream();
    }

    /** Studies of one patient can be sent; the service has the last word, this only says it early. */
    private void judge() {
        var patients = selected.values().stream()
                .map(row -> StudyWords.key(row.patient()))
                .collect(Collectors.toSet());
        chosen.setClassName("problem", patients.size() > 1);
        chosen.setText(
                patients.size() > 1
                        ? "You have selected studies of " + patients.size()
                                + " patients. Images are sent for one patient at a time."
                        : switch (selected.size()) {
                            case 0 -> "Select one or more studies to send them.";
                            case 1 -> "One study selected.";
                            default -> selected.size() + " studies selected.";
                        });
        send.setEnabled(patients.size() == 1);
    }

    private void send() {
        SendImagesView.open(getUI().orElseThrow(), List.copyOf(selected.keySet()));
    }

    private static Component empty() {
        var empty = new Div(
                new H2("No studies here"),
                new Paragraph("Drop DICOM files, a folder or a zip above. "
                        + "If you have typed something into Filter, clear it to see all studies."));
        empty.addClassName("empty");
        return empty;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        NarrowScreen.watch(event.getUI(), this, cards -> {
            grid.getColumns().forEach(column -> column.setVisible(cards == "card".equals(column.getKey())));
            grid.setClassName("cards", cards);
        });
    }

    @Override
    public String getPageTitle() {
        return branding.title("Studies");
    }
}
