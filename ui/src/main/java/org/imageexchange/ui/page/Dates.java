package org.imageexchange.ui.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.SignedIn;
import org.springframework.stereotype.Component;

/** How dates and times are written: days count in the time zone of one's institution. */
@Component
public class Dates {

    private static final ZoneId ELSEWHERE = ZoneId.of("Europe/London");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

    private final Institutions institutions;

    Dates(Institutions institutions) {
        this.institutions = institutions;
    }

    /** Where the person's days begin. */
    public ZoneId zoneOf(SignedIn person) {
        return person.institution() == null
                ? ELSEWHERE
                : institutions.require(person.institution()).zone();
    }

    /** For instance 03/12/2018 18:44. */
    public static String minute(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }

    /** For instance 03/12/2018. */
    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** For instance 18:44; for somebody who is not signed in yet. */
    public static String time(Instant instant) {
        return TIME.format(instant.atZone(ELSEWHERE));
    }
}
