package org.imageexchange.imaging.media;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * README.TXT and INDEX.HTM: what IHE PDI wants said on every medium, for people who have never seen one.
 *
 * <p>They lie open in the zip and are read on machines that we know nothing of, so they hold no patient data, need
 * nothing from the network and run no script.
 */
final class Leaflets {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm zzz", Locale.UK);

    private static final String CONFIDENTIAL = """
            The images are confidential. They were sent to one named person, for the purpose that was agreed with the
            hospital. If that is not you, delete them and tell the hospital.""";
    private static final String COPIES = """
            They are copies; the hospital keeps the originals. Quality for diagnosis depends on the screen and the
            software that they are viewed with.""";

    private Leaflets() {}

    static byte[] readme(MediaLabel label) {
        var text = """
                MEDICAL IMAGES
                ==============

                Made by    %s
                Contact    %s
                Made on    %s
                Made with  %s

                HOW TO OPEN THEM
                ----------------

                1. Extract the zip file first: on Windows, right-click it and choose "Extract All";
                   on a Mac, double-click it.
                2. Open INDEX.HTM with a web browser to read what is inside.
                3. Open the images with a DICOM viewer: let it open the file DICOMDIR, or the folder IMAGES.
                   A hospital's own image system imports them the same way. This package holds no viewer.

                WHAT IS INSIDE
                --------------

                DICOMDIR    the table of contents, for DICOM viewers
                INDEX.HTM   the table of contents, for people
                README.TXT  this text
                IMAGES      the images, in DICOM format, with a DICOMDIR of their own

                The files follow DICOM PS3.10 and the profile Portable Data for Imaging (PDI) of IHE.
                Nothing in this package starts by itself.

                PLEASE NOTE
                -----------

                %s

                %s
                """.formatted(
                        oneLine(label.institution()),
                        oneLine(label.contact()),
                        label.createdAt().format(DATE),
                        oneLine(label.software()),
                        CONFIDENTIAL,
                        COPIES);
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Well-formed as XML too, as PDI asks. */
    static byte[] indexPage(MediaLabel label, Contents contents) {
        var rows = contents.studies().stream().map(Leaflets::row).collect(Collectors.joining("\n"));
        var page = """
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>Medical images</title>
                <style>
                body { font: 1.125rem/1.5 Arial, sans-serif; color: #212b32; background: #f0f4f5; margin: 0; }
                main { max-width: 44rem; margin: 0 auto; padding: 1.5rem; background: #fff; }
                h1, h2 { line-height: 1.25; }
                table { border-collapse: collapse; width: 100%%; }
                caption { text-align: left; font-weight: bold; padding: .5rem 0; }
                th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #aeb7bd; }
                td.number, th.number { text-align: right; }
                dt { font-weight: bold; }
                dd { margin: 0 0 .5rem; }
                a { color: #005eb8; }
                a:focus { outline: 3px solid #ffeb3b; background: #ffeb3b; color: #212b32; }
                </style>
                </head>
                <body>
                <main>
                <h1>Medical images</h1>
                <p>From %1$s.</p>

                <h2>What is inside</h2>
                <table>
                <caption>Studies in this package</caption>
                <thead>
                <tr><th scope="col">Study</th><th scope="col">Modality</th><th scope="col" class="number">Series</th>\
                <th scope="col" class="number">Objects</th></tr>
                </thead>
                <tbody>
                %2$s
                </tbody>
                </table>

                <h2>How to open them</h2>
                <ol>
                <li>If you see this page inside a zip file, extract the zip file first: on Windows, right-click it and
                choose <strong>Extract All</strong>; on a Mac, double-click it.</li>
                <li>Open the images with a DICOM viewer: let it open the file <strong>DICOMDIR</strong>, or the folder
                <strong>IMAGES</strong>. A hospital’s own image system imports them the same way.</li>
                </ol>
                <p>This package holds no viewer, and a web browser can’t show DICOM images by itself. More is in
                <a href="README.TXT">README.TXT</a>.</p>

                <h2>Please note</h2>
                <p>%3$s</p>
                <p>%4$s</p>

                <h2>About this package</h2>
                <dl>
                <dt>Made by</dt><dd>%1$s</dd>
                <dt>Contact</dt><dd>%5$s</dd>
                <dt>Made on</dt><dd>%6$s</dd>
                <dt>Made with</dt><dd>%7$s</dd>
                </dl>
                </main>
                </body>
                </html>
                """.formatted(
                        html(label.institution()),
                        rows,
                        CONFIDENTIAL,
                        COPIES,
                        html(label.contact()),
                        label.createdAt().format(DATE),
                        html(label.software()));
        return page.getBytes(StandardCharsets.UTF_8);
    }

    private static String row(Contents.Study study) {
        return "<tr><th scope=\"row\">%d</th><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%d</td></tr>"
                .formatted(
                        study.number(),
                        study.modalities().isEmpty() ? "not stated" : html(String.join(", ", study.modalities())),
                        study.series(),
                        study.instances());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String html(String text) {
        return oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                // XML has no other control characters
                .replaceAll("\\p{Cntrl}", " ");
    }
}
