package org.imageexchange.imaging.dicom;

import static org.imageexchange.imaging.dicom.DirectoryRecordType.Key.ifPresent;
import static org.imageexchange.imaging.dicom.DirectoryRecordType.Key.mayBeEmpty;
import static org.imageexchange.imaging.dicom.DirectoryRecordType.Key.required;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.aoju.bus.image.Tag;

/**
 * Kinds of records in a DICOMDIR, the storage classes they stand for and the keys they hold (PS3.3, F.4 and F.5).
 *
 * <p>A table of ours: the toolkit's knows no image class younger than itself, and takes key objects for reports.
 */
enum DirectoryRecordType {
    PATIENT("PATIENT", List.of(), List.of(mayBeEmpty(Tag.PatientName), required(Tag.PatientID))),
    STUDY(
            "STUDY",
            List.of(),
            List.of(
                    required(Tag.StudyDate),
                    required(Tag.StudyTime),
                    mayBeEmpty(Tag.AccessionNumber),
                    mayBeEmpty(Tag.StudyDescription),
                    required(Tag.StudyInstanceUID),
                    required(Tag.StudyID))),
    SERIES(
            "SERIES",
            List.of(),
            List.of(required(Tag.Modality), required(Tag.SeriesInstanceUID), required(Tag.SeriesNumber))),
    /** With the two optional keys that dcmtk gives it too. */
    IMAGE(
            "IMAGE",
            List.of(),
            List.of(ifPresent(Tag.ImageType), ifPresent(Tag.ReferencedImageSequence), required(Tag.InstanceNumber))),
    RT_DOSE("RT DOSE", List.of("481.2"), List.of(required(Tag.InstanceNumber), required(Tag.DoseSummationType))),
    RT_STRUCTURE_SET(
            "RT STRUCTURE SET",
            List.of("481.3"),
            List.of(
                    required(Tag.InstanceNumber),
                    required(Tag.StructureSetLabel),
                    mayBeEmpty(Tag.StructureSetDate),
                    mayBeEmpty(Tag.StructureSetTime))),
    RT_PLAN(
            "RT PLAN",
            List.of("481.5", "481.8"),
            List.of(
                    required(Tag.InstanceNumber),
                    required(Tag.RTPlanLabel),
                    mayBeEmpty(Tag.RTPlanDate),
                    mayBeEmpty(Tag.RTPlanTime))),
    RT_TREATMENT_RECORD(
            "RT TREAT RECORD",
            List.of("481.4", "481.6", "481.7", "481.9"),
            List.of(required(Tag.InstanceNumber), mayBeEmpty(Tag.TreatmentDate), mayBeEmpty(Tag.TreatmentTime))),
    PRESENTATION(
            "PRESENTATION",
            List.of("11.1", "11.2", "11.3", "11.4", "11.5", "11.6", "11.7", "11.8", "11.9", "11.10", "11.11", "11.12"),
            List.of(
                    ifPresent(Tag.ReferencedSeriesSequence),
                    required(Tag.InstanceNumber),
                    required(Tag.ContentLabel),
                    mayBeEmpty(Tag.ContentDescription),
                    required(Tag.PresentationCreationDate),
                    required(Tag.PresentationCreationTime),
                    mayBeEmpty(Tag.ContentCreatorName),
                    ifPresent(Tag.BlendingSequence))),
    WAVEFORM(
            "WAVEFORM",
            List.of(
                    "9.1.1", "9.1.2", "9.1.3", "9.1.4", "9.2.1", "9.3.1", "9.4.1", "9.4.2", "9.5.1", "9.6.1", "9.6.2",
                    "9.7.1", "9.7.2", "9.7.3", "9.7.4", "9.8.1"),
            List.of(required(Tag.ContentDate), required(Tag.ContentTime), required(Tag.InstanceNumber))),
    SR_DOCUMENT(
            "SR DOCUMENT",
            List.of(
                    "88.11", "88.22", "88.33", "88.34", "88.35", "88.40", "88.50", "88.65", "88.67", "88.68", "88.69",
                    "88.70", "88.71", "88.72", "88.73", "88.74", "88.75", "88.76", "78.6", "79.1"),
            List.of(
                    required(Tag.ContentDate),
                    required(Tag.ContentTime),
                    required(Tag.InstanceNumber),
                    ifPresent(Tag.VerificationDateTime),
                    ifPresent(Tag.ConceptNameCodeSequence),
                    required(Tag.CompletionFlag),
                    required(Tag.VerificationFlag),
                    ifPresent(Tag.ContentSequence))),
    KEY_OBJECT_DOCUMENT(
            "KEY OBJECT DOC",
            List.of("88.59"),
            List.of(
                    required(Tag.ContentDate),
                    required(Tag.ContentTime),
                    required(Tag.InstanceNumber),
                    ifPresent(Tag.ConceptNameCodeSequence),
                    ifPresent(Tag.ContentSequence))),
    SPECTROSCOPY(
            "SPECTROSCOPY",
            List.of("4.2"),
            List.of(
                    required(Tag.ImageType),
                    required(Tag.ContentDate),
                    required(Tag.ContentTime),
                    ifPresent(Tag.ReferencedImageEvidenceSequence),
                    required(Tag.InstanceNumber),
                    required(Tag.NumberOfFrames),
                    required(Tag.Rows),
                    required(Tag.Columns),
                    required(Tag.DataPointRows),
                    required(Tag.DataPointColumns))),
    RAW_DATA(
            "RAW DATA",
            List.of("66"),
            List.of(required(Tag.ContentDate), required(Tag.ContentTime), mayBeEmpty(Tag.InstanceNumber))),
    REGISTRATION("REGISTRATION", List.of("66.1", "66.3"), Key.ofContent()),
    FIDUCIAL("FIDUCIAL", List.of("66.2"), Key.ofContent()),
    SURFACE("SURFACE", List.of("66.5"), Key.ofContent()),
    TRACT("TRACT", List.of("66.6"), Key.ofContent()),
    VALUE_MAP("VALUE MAP", List.of("67"), Key.ofContent()),
    MEASUREMENT(
            "MEASUREMENT",
            List.of("78.1", "78.2", "78.3", "78.4", "78.5", "78.7", "78.8", "80.1"),
            List.of(required(Tag.ContentDate), required(Tag.ContentTime), required(Tag.InstanceNumber))),
    SURFACE_SCAN(
            "SURFACE SCAN", List.of("68.1", "68.2"), List.of(required(Tag.ContentDate), required(Tag.ContentTime))),
    STEREOMETRIC("STEREOMETRIC", List.of("77.1.5.3"), List.of()),
    ASSESSMENT(
            "ASSESSMENT",
            List.of("90.1"),
            List.of(
                    required(Tag.InstanceCreationDate),
                    mayBeEmpty(Tag.InstanceCreationTime),
                    required(Tag.InstanceNumber))),
    ANNOTATION("ANNOTATION", List.of("91.1"), Key.ofContent()),
    ENCAPSULATED_DOCUMENT(
            "ENCAP DOC",
            List.of("104.1", "104.2", "104.3", "104.4", "104.5"),
            List.of(
                    mayBeEmpty(Tag.ContentDate),
                    mayBeEmpty(Tag.ContentTime),
                    required(Tag.InstanceNumber),
                    mayBeEmpty(Tag.ConceptNameCodeSequence),
                    ifPresent(Tag.HL7InstanceIdentifier),
                    mayBeEmpty(Tag.DocumentTitle),
                    required(Tag.MIMETypeOfEncapsulatedDocument))),
    PLAN("PLAN", List.of(), List.of()),
    /** For what has no kind of its own; DICOM asks for an identifier of ours with it. */
    PRIVATE("PRIVATE", List.of(), List.of());

    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
    private static final Map<String, DirectoryRecordType> BY_SOP_CLASS = bySopClass();
    private static final Set<Integer> KEY_TAGS = Arrays.stream(values())
            .flatMap(type -> type.keys.stream())
            .map(Key::tag)
            .collect(Collectors.toUnmodifiableSet());

    private final String term;
    private final List<String> storageClasses;
    private final List<Key> keys;

    DirectoryRecordType(String term, List<String> storageClasses, List<Key> keys) {
        this.term = term;
        this.storageClasses = storageClasses;
        this.keys = keys;
    }

    /** Directory Record Type (0004,1430). */
    String term() {
        return term;
    }

    /** In the order of their tags. */
    List<Key> keys() {
        return keys;
    }

    /** @param pictured whether the object has rows and columns, as every image does, of whatever class */
    static DirectoryRecordType of(String sopClassUid, boolean pictured) {
        DirectoryRecordType known = BY_SOP_CLASS.get(sopClassUid);
        if (known != null) {
            return known;
        }
        return pictured ? IMAGE : PRIVATE;
    }

    private static Map<String, DirectoryRecordType> bySopClass() {
        var types = new HashMap<String, DirectoryRecordType>();
        for (DirectoryRecordType type : values()) {
            type.storageClasses.forEach(suffix -> types.put(STORAGE + suffix, type));
        }
        types.put("1.2.840.10008.5.1.4.34.7", PLAN);
        types.put("1.2.840.10008.5.1.4.34.10", PLAN);
        types.put("1.2.840.10008.5.1.4.1.1.131", PRESENTATION); // basic structured display
        return Map.copyOf(types);
    }

    /** An attribute of a record, and whether it must have a value. */
    record Key(int tag, Need need) {

        enum Need {
            /** Type 1. */
            REQUIRED,
            /** Type 2. */
            MAY_BE_EMPTY,
            /** Types 1C and 3. */
            IF_PRESENT
        }

        static Key required(int tag) {
            return new Key(tag, Need.REQUIRED);
        }

        static Key mayBeEmpty(int tag) {
            return new Key(tag, Need.MAY_BE_EMPTY);
        }

        static Key ifPresent(int tag) {
            return new Key(tag, Need.IF_PRESENT);
        }

        static List<Key> ofContent() {
            return List.of(
                    required(Tag.ContentDate),
                    required(Tag.ContentTime),
                    required(Tag.InstanceNumber),
                    required(Tag.ContentLabel),
                    mayBeEmpty(Tag.ContentDescription),
                    mayBeEmpty(Tag.ContentCreatorName));
        }
    }

    /** Whether any record has the attribute as a key. */
    static boolean isKey(int tag) {
        return KEY_TAGS.contains(tag);
    }
}
