package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.imageexchange.imaging.Patient;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers of objects that have passed the gate, up to the pixels, in the object's own character set.
 *
 * <p>No text is longer than 255 characters, nor has it line ends or other controls, whatever the object says.
 */
public final class DicomHeaders {

    private static final int LONGEST_TEXT = 255;

    private static final Set<Integer> WANTED = Set.of(
            Tag.SOPClassUID,
            Tag.SOPInstanceUID,
            Tag.StudyInstanceUID,
            Tag.SeriesInstanceUID,
            Tag.PatientName,
            Tag.PatientID,
            Tag.IssuerOfPatientID,
            Tag.PatientBirthDate,
            Tag.PatientSex,
            Tag.AccessionNumber,
            Tag.StudyDescription,
            Tag.StudyDate,
            Tag.StudyTime,
            Tag.Modality,
            Tag.SeriesDescription,
            Tag.SeriesNumber,
            Tag.InstanceNumber);

    /** As it is now, as it was before 1993, and as some write it. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})([.-]?)(\\d{2})\\2(\\d{2})");

    private static final Pattern TIME =
            Pattern.compile("(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:\\.\\d{0,9})?)?)?(?:[+-]\\d{4})?");

    /** Controls, and what turns the direction of the text around it: a name must not disguise itself. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    private DicomHeaders() {}

    /** @throws IOException when the stream fails, or the object is none that would pass the gate */
    public static DicomHeader read(InputStream object) throws IOException {
        var header = HeaderReader.read(object, WANTED::contains);
        Attributes attributes = header.attributes();
        return new DicomHeader(
                header.meta().transferSyntaxUid(),
                uid(attributes, Tag.SOPClassUID),
                uid(attributes, Tag.SOPInstanceUID),
                uid(attributes, Tag.StudyInstanceUID),
                uid(attributes, Tag.SeriesInstanceUID),
                new Patient(
                        printable(PersonName.readable(text(attributes, Tag.PatientName))),
                        printable(text(attributes, Tag.PatientID)),
                        printable(text(attributes, Tag.IssuerOfPatientID)),
                        date(text(attributes, Tag.PatientBirthDate)),
                        sex(text(attributes, Tag.PatientSex))),
                printable(text(attributes, Tag.AccessionNumber)),
                printable(text(attributes, Tag.StudyDescription)),
                date(text(attributes, Tag.StudyDate)),
                time(text(attributes, Tag.StudyTime)),
                printable(text(attributes, Tag.Modality)),
                printable(text(attributes, Tag.SeriesDescription)),
                number(text(attributes, Tag.SeriesNumber)),
                number(text(attributes, Tag.InstanceNumber)));
    }

    private static String uid(Attributes attributes, int tag) throws UnsoundObject {
        String uid = text(attributes, tag);
        if (!Uids.isSound(uid)) {
            throw new UnsoundObject("The object lacks an identifier that the gate requires.");
        }
        return uid;
    }

    private static String text(Attributes attributes, int tag) {
        return attributes.getString(tag, "");
    }

    private static String printable(String text) {
        String clean = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        if (clean.length() <= LONGEST_TEXT) {
            return clean;
        }
        boolean splitsPair = Character.isHighSurrogate(clean.charAt(LONGEST_TEXT - 1));
        return clean.substring(0, splitsPair ? LONGEST_TEXT - 1 : LONGEST_TEXT);
    }

    private static String sex(String text) {
        return Set.of("M", "F", "O").contains(text) ? text : "";
    }

    static @Nullable LocalDate date(String text) {
        Matcher parts = DATE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            return LocalDate.of(number(parts, 1), number(parts, 3), number(parts, 4));
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** To the second. */
    static @Nullable LocalTime time(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            int second = Math.min(number(parts, 3), 59); // DICOM has leap seconds
            return LocalTime.of(number(parts, 1), number(parts, 2), second);
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static int number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
