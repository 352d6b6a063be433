package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;

/** How one gets from the list to an image on the screen, in the words of the guide. */
class DownloadHelp extends Details {

    /** The guide's note, where one is about to download. */
    static final String NOT_TO_AN_IPAD = "You cannot download the files to an iPad.";

    DownloadHelp() {
        super("How to download and open images");
        addClassName("help");
        var steps = new OrderedList(
                new ListItem("Select Actions, then Download. If your browser asks, choose to save the file. "
                        + "It goes to your default download folder."),
                new ListItem("On a Windows PC, right-click the zip file and select Extract All."),
                new ListItem("Open INDEX.HTM: it says what is inside. The IMAGES folder contains the DICOM images "
                        + "and the DICOMDIR for a DICOM viewer."));
        add(
                steps,
                new Paragraph(NOT_TO_AN_IPAD + " Please use a computer. "
                        + "A download that broke off can be resumed in your browser’s list of downloads."));
    }
}
