package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.AbstractBackEndDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imageexchange.account.SignedIn;
import org.imageexchange.transfer.Dashboard.Direction;
import org.imageexchange.transfer.Dashboard.Listing;
import org.imageexchange.transfer.Dashboard.Row;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.transfer.TransferStatus;
import org.imageexchange.ui.page.Dates;
import org.imageexchange.ui.page.NarrowScreen;

/** A list of transfers: a table where there is room, cards where there is not; renewed while it is looked at. */
class TransferList extends Div {

    private static final int PAGE = 50;
    private static final int ASK_WHILE_PREPARING_MS = 2_000;
    private static final int ASK_MS = 20_000;
    private static final int LET_THEM_TYPE_MS = 400;

    private final TransferPages pages;
    private final Listing listing;
    private final SignedIn person;
    private final ZoneId zone;
    private final RowActions actions;

    private final TextField filter = new TextField("Filter");
    private final Select<Boolean> order = new Select<>();
    private final Div tools = new Div(filter, order);
    private final Grid<Row> grid = new Grid<>();
    private List<Row> head = List.of();
    private final Map<TransferId, Row> drawn = new HashMap<>();
    private boolean oldestFirst;

    TransferList(String name, Listing listing, TransferPages pages) {
        this.pages = pages;
        this.listing = listing;
        this.person = pages.person();
        this.zone = pages.zoneOf(person);
        this.actions = new RowActions(pages, person, zone, this::renew);
        addClassName("list");

        filter.setPlaceholder("Patient, institution or recipient");
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.setValueChangeTimeout(LET_THEM_TYPE_MS);
        filter.addValueChangeListener(change -> renew());
        order.setLabel("Order");
        order.setItems(false, true);
        order.setItemLabelGenerator(oldest -> oldest ? "Oldest first" : "Newest first");
        order.setValue(false);
        order.addValueChangeListener(change -> sort(change.getValue()));
        tools.addClassName("tools");

        addColumns();
        grid.setAriaLabel(name + ": transfers");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setPageSize(PAGE);
        grid.setEmptyStateComponent(empty());
        grid.setItems(new Rows()).setItemCountUnknown(); // nobody waits for a count of the whole table
        grid.addSortListener(sorted -> sort(
                sorted.getSortOrder().stream().anyMatch(column -> column.getDirection() == SortDirection.ASCENDING)));

        var panel = new Div(grid);
        panel.addClassName("panel");
        add(panel, new DownloadHelp());
    }

    /** What narrows and orders the list; the page puts it beside its heading. */
    Component tools() {
        return tools;
    }

    private void addColumns() {
        grid.addColumn(row -> "Transfer").setHeader("Type").setWidth("6.5rem").setFlexGrow(0);
        grid.addColumn(row -> row.direction() == Direction.IN ? "In" : "Out")
                .setHeader("Dir")
                .setWidth("4.5rem")
                .setFlexGrow(0);
        grid.addColumn(row -> Dates.minute(row.date(), zone))
                .setHeader("Date")
                .setSortable(true)
                .setWidth("10.5rem")
                .setFlexGrow(0);
        grid.addColumn(Row::patientName).setHeader("Patient name").setFlexGrow(3);
        grid.addComponentColumn(TransferList::institution)
                .setHeader("Institution")
                .setFlexGrow(3);
        grid.addComponentColumn(this::message)
                .setHeader("Messages")
                .setWidth("7.5rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::status)
                .setHeader("Status")
                .setWidth("13.5rem")
                .setFlexGrow(0);
        grid.addComponentColumn(actions::button)
                .setHeader("Actions")
                .setWidth("8.5rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::card).setHeader("Transfers").setKey("card");
    }

    private void showCards(boolean cards) {
        for (Column<Row> column : grid.getColumns()) {
            column.setVisible(cards == "card".equals(column.getKey()));
        }
        order.setVisible(cards);
        grid.setClassName("cards", cards);
    }

    private Stream<Row> read(Query<Row, Void> query) {
        var rows = pages.dashboard()
                .rows(person, listing, filter.getValue().strip(), oldestFirst, query.getOffset(), query.getLimit());
        if (query.getOffset() == 0) {
            remember(rows);
        }
        return rows.stream();
    }

    /** A row stays the same row while its status changes: what is redrawn is found by its id. */
    private final class Rows extends AbstractBackEndDataProvider<Row, Void> {

        @Override
        public Object getId(Row row) {
            return row.id();
        }

        @Override
        protected Stream<Row> fetchFromBackEnd(Query<Row, Void> query) {
            return read(query);
        }

        @Override
        protected int sizeInBackEnd(Query<Row, Void> query) {
            throw new IllegalStateException("The list is lazy: its size is never asked for");
        }
    }

    private void remember(List<Row> rows) {
        head = rows.subList(0, Math.min(PAGE, rows.size()));
        var preparing = head.stream().anyMatch(row -> row.status() == TransferStatus.PREPARING);
        UI.getCurrent().setPollInterval(preparing ? ASK_WHILE_PREPARING_MS : ASK_MS);
    }

    /**
     * Draws only what has changed, so that nobody loses the row they are in. Compared is what was drawn, not what was
     * fetched: the grid fetches rows that it does not draw.
     */
    private void look() {
        var before = head;
        var now = pages.dashboard().rows(person, listing, filter.getValue().strip(), oldestFirst, 0, PAGE);
        remember(now);
        if (!ids(before).equals(ids(now))) {
            grid.getDataProvider().refreshAll();
            return;
        }
        for (var row : now) {
            if (drawn.containsKey(row.id()) && !row.equals(drawn.get(row.id()))) {
                grid.getDataProvider().refreshItem(row);
            }
        }
    }

    private Component status(Row row) {
        drawn.put(row.id(), row);
        return new StatusTag(row, zone);
    }

    private static List<?> ids(List<Row> rows) {
        return rows.stream().map(Row::id).toList();
    }

    private void renew() {
        grid.getDataProvider().refreshAll();
    }

    private void sort(boolean oldest) {
        if (oldestFirst != oldest) {
            oldestFirst = oldest;
            order.setValue(oldest);
            renew();
        }
    }

    private static Component institution(Row row) {
        var cell = new Div();
        if (!row.institution().isBlank()) {
            cell.add(new Span(row.institution()));
        }
        if (row.direction() == Direction.OUT) {
            cell.add(hint("to " + row.recipientName()));
        }
        if (row.forwardedBy() != null) {
            cell.add(hint("forwarded by " + row.forwardedBy()));
        }
        cell.addClassName("two-lines");
        return cell;
    }

    private static Span hint(String text) {
        var hint = new Span(text);
        hint.addClassName("hint");
        return hint;
    }

    private Component message(Row row) {
        if (row.message().isBlank()) {
            var none = new Span("None");
            none.addClassName("hint");
            return none;
        }
        var read = new Button("Read", click -> new MessageDialog(row).open());
        read.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        read.setAriaLabel("Read the message about " + row.patientName() + ", " + Dates.minute(row.date(), zone));
        return read;
    }

    /** The same facts under the same names as in the table. */
    private Component card(Row row) {
        var patient = new Div(row.patientName());
        patient.addClassName("card-title");
        var facts = new DescriptionList();
        fact(facts, "Type", new Span(row.direction() == Direction.IN ? "Transfer, In" : "Transfer, Out"));
        fact(facts, "Date", new Span(Dates.minute(row.date(), zone)));
        fact(facts, "Institution", institution(row));
        if (!row.message().isBlank()) {
            fact(facts, "Messages", message(row));
        }
        fact(facts, "Status", status(row));
        var card = new Div(patient, facts, actions.button(row));
        card.addClassName("transfer-card");
        return card;
    }

    private static void fact(DescriptionList facts, String name, Component value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    private Component empty() {
        var heading = new H2(
                switch (listing) {
                    case HOME, ALL -> "No transfers yet";
                    case ACTION_REQUIRED -> "Nothing is waiting for you";
                });
        var sentence = new Paragraph(
                switch (listing) {
                    case HOME, ALL ->
                        "Transfers appear here as soon as images are sent to you, or are sent by your institution. "
                                + "If you opened a link to get here and miss something, open the link of that e-mail.";
                    case ACTION_REQUIRED ->
                        "When somebody sends you images, you get an e-mail, and the transfer appears here "
                                + "until you have collected it.";
                });
        var empty = new Div(heading, sentence);
        empty.addClassName("empty");
        return empty;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        NarrowScreen.watch(event.getUI(), this, this::showCards);
        var polls = event.getUI().addPollListener(poll -> look());
        addDetachListener(detached -> {
            polls.remove();
            detached.unregisterListener();
        });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
    }
}
