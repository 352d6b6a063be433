package org.imageexchange.ui.dashboard;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.imageexchange.transfer.Dashboard.Direction;
import org.imageexchange.transfer.Dashboard.Row;
import org.imageexchange.transfer.TransferStatus;
import org.imageexchange.ui.page.Dates;

/** The status of a transfer in one word, and below it what one would ask next. */
class StatusTag extends Div {

    StatusTag(Row row, ZoneId zone) {
        addClassName("status-cell");
        add(tag(name(row.status()), row.status().name().toLowerCase(Locale.ROOT)));
        if (row.delayed()) {
            add(tag("Delayed", "delayed"));
        }
        if (row.status() == TransferStatus.PREPARING && row.instances() > 0) {
            var bar = new ProgressBar(0, row.instances(), Math.min(row.packed(), row.instances()));
            bar.getElement().setAttribute("aria-label", "Images prepared");
            add(bar);
        }
        for (var sentence : more(row, zone)) {
            var line = new Span(sentence);
            line.addClassName("hint");
            add(line);
        }
    }

    private static Span tag(String text, String kind) {
        var tag = new Span(text);
        tag.addClassNames("tag", "tag-" + kind);
        return tag;
    }

    private static String name(TransferStatus status) {
        return switch (status) {
            case PREPARING -> "Preparing";
            case NEW -> "New";
            case COMPLETE -> "Complete";
            case DECLINED -> "Declined";
            case WITHDRAWN -> "Withdrawn";
            case EXPIRED -> "Expired";
            case FAILED -> "Failed";
        };
    }

    private static List<String> more(Row row, ZoneId zone) {
        if (row.delayed()) {
            return List.of("An administrator is looking into it.");
        }
        return switch (row.status()) {
            case PREPARING -> List.of(row.packed() + " of " + row.instances() + " images");
            case NEW, COMPLETE -> {
                var until = "Until " + Dates.minute(row.availableUntil(), zone);
                yield row.direction() == Direction.IN ? List.of(until) : List.of(opened(row, zone), until);
            }
            case FAILED -> row.failure() == null ? List.of() : List.of(row.failure());
            case EXPIRED, DECLINED, WITHDRAWN -> List.of();
        };
    }

    private static String opened(Row row, ZoneId zone) {
        return row.openedAt() == null ? "Not opened yet" : "Opened " + Dates.minute(row.openedAt(), zone);
    }
}
