package org.imageexchange.imaging.intake;

import java.util.regex.Pattern;

/** How the uploader knows a file. It is shown to them and goes nowhere else: names of files are often names of people. */
final class ReportedName {

    private static final int LONGEST = 200;

    /** Control and formatting characters, among them those that turn the direction of a text. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]+");

    private ReportedName() {}

    static String of(String name) {
        var shown = UNSHOWABLE.matcher(name).replaceAll(" ").strip();
        if (shown.isEmpty()) {
            return "(no name)";
        }
        return shown.length() <= LONGEST ? shown : "…" + shown.substring(shown.length() - LONGEST + 1);
    }
}
