package org.imageexchange.ui.radiology;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import com.vaadin.flow.server.streams.UploadResult;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.intake.Intake;

/**
 * Takes files, folders and zips of any number.
 *
 * <p>The browser's half is in {@code portal.js}: it walks folders, sends a few files at a time as plain request bodies,
 * shows how far each is, and keeps what did not arrive so that it can be sent again. Vaadin's own component draws a
 * line for every file, and a folder of a CT has thousands.
 */
@Tag("div")
class UploadPanel extends Div {

    private final Intake intake;
    private final SignedIn person;
    private final SerializableRunnable afterwards;
    private final UploadReport report = new UploadReport();

    private final Button files = new Button("Choose files", VaadinIcon.FILE_ADD.create());
    private final Button folder = new Button("Choose a folder", VaadinIcon.FOLDER_ADD.create());
    private final Div progress = new Div();
    private final Div results = new Div();

    UploadPanel(Intake intake, SignedIn person, SerializableRunnable afterwards) {
        this.intake = intake;
        this.person = person;
        this.afterwards = afterwards;
        addClassName("upload");

        var hint = new Paragraph("Drop DICOM files, folders or a zip here, or:");
        var buttons = new Div(files, folder);
        buttons.addClassName("buttons");
        var zone = new Div(hint, buttons);
        zone.addClassName("drop-zone");
        progress.addClassName("upload-progress");
        results.addClassName("upload-results");
        results.getElement().setAttribute("role", "status");
        results.setVisible(false);
        add(zone, progress, results);
        getElement().setAttribute("target", new Receiver());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement().executeJs("portal.upload(this, $0, $1, $2)", files, folder, progress);
    }

    /** The browser begins to send another choice of files. */
    @ClientCallable
    void begin() {
        report.clear();
        results.setVisible(false);
    }

    /** The browser asks now and then while it sends, and once more at the end. */
    @ClientCallable
    void renew(boolean atTheEnd) {
        var summary = report.summary();
        results.removeAll();
        results.setVisible(!summary.isEmpty());
        if (summary.isEmpty()) {
            return;
        }
        var facts = new ArrayList<String>();
        facts.add(count(summary.stored(), "image") + " stored");
        if (summary.duplicates() > 0) {
            facts.add(summary.duplicates() + " here already");
        }
        if (summary.refused() > 0) {
            facts.add(summary.refused() + " refused");
        }
        if (summary.ignored() > 0) {
            facts.add(count(summary.ignored(), "other file") + " left out");
        }
        var line = new Paragraph((atTheEnd ? "" : "So far: ") + String.join(", ", facts) + ".");
        line.addClassName("upload-summary");
        results.add(line);
        if (atTheEnd && summary.refused() > 0) {
            results.add(reasons("What was refused, and why", summary.refused(), summary.refusals()));
        }
        if (atTheEnd && summary.ignored() > 0) {
            results.add(reasons("What was left out, and why", summary.ignored(), summary.omissions()));
        }
        if (atTheEnd) {
            var clear = new Button("Clear", click -> {
                begin();
                getElement().executeJs("this.portalUpload.clear()");
                files.focus();
            });
            clear.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
            clear.setAriaLabel("Clear the upload report");
            results.add(clear);
            afterwards.run();
        }
    }

    private static Details reasons(String title, int count, List<UploadReport.Group> groups) {
        var details = new Details(title);
        details.setOpened(count <= 5);
        for (var group : groups) {
            var reason = new Paragraph(group.reason() + " (" + count(group.count(), "file") + ")");
            reason.addClassName("reason");
            var names = new UnorderedList();
            group.names().forEach(name -> names.add(new ListItem(name)));
            if (group.count() > group.names().size()) {
                names.add(new ListItem("… and " + (group.count() - group.names().size()) + " more"));
            }
            details.add(reason, names);
        }
        return details;
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Streams each file straight into the intake; nothing of it is kept here or on disk. */
    private final class Receiver implements UploadHandler {

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            var content = event.getInputStream();
            report.add(intake.take(person, event.getFileName(), content));
            // Refusing takes a glance; a browser whose last bytes nobody takes calls the upload broken.
            content.transferTo(OutputStream.nullOutputStream());
        }

        @Override
        public void responseHandled(UploadResult result) {
            result.response()
                    .setStatus(
                            result.success()
                                    ? HttpServletResponse.SC_OK
                                    : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }
}
