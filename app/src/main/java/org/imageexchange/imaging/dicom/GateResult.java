package org.imageexchange.imaging.dicom;

/**
 * What the gate says of an object.
 */
public sealed interface GateResult {

    /** How much was read, whatever came of it: {@code bytes} from the stream, {@code elements} met. */
    record Effort(long bytes, long elements) {}

    Effort effort();

    /** Sound: the toolkit may read it. */
    record Passed(
            String transferSyntaxUid,
            String sopClassUid,
            String sopInstanceUid,
            String studyInstanceUid,
            String seriesInstanceUid,
            Effort effort)
            implements GateResult {}

    /** Not DICOM Part 10, or hostile, or broken; {@code reason} in the user's words. */
    record Refused(String reason, Effort effort) implements GateResult {}

    /** A DICOMDIR, or no DICOM file at all: nothing to import and nothing wrong. */
    record NotAnInstance(String reason, Effort effort) implements GateResult {}
}
