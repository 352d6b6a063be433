package org.imageexchange.imaging.intake;

import org.imageexchange.imaging.StudyId;

/** What became of one object; {@code file} is how the uploader knows it. */
public sealed interface IntakeResult {

    String file();

    /** New, and stored. */
    record Stored(String file, StudyId study) implements IntakeResult {}

    /** Here already, with the same content. */
    record Duplicate(String file, StudyId study) implements IntakeResult {}

    /** Not taken; {@code reason} in the user's words. */
    record Refused(String file, String reason) implements IntakeResult {}

    /** Nothing to take: a DICOMDIR, a viewer, a text file beside the images. */
    record Ignored(String file, String reason) implements IntakeResult {}
}
