package org.imageexchange.imaging.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;
import org.imageexchange.imaging.dicom.DirectoryRecordType.Key;
import org.imageexchange.imaging.dicom.DirectoryRecordType.Key.Need;
import org.jspecify.annotations.Nullable;

/**
 * The DICOMDIR of a file-set of one patient, held in memory and written as often as wanted.
 *
 * <p>Records are in UTF-8 (ISO_IR 192), Type 1 keys are filled, offsets are even when names are not ASCII. There is one
 * patient record, whatever names and numbers the patient goes by in the studies. Nothing touches the disk. An instance
 * costs some 400 bytes. Not for several threads at once.
 */
public final class DicomDirectory {

    private static final Pattern FILE_ID_COMPONENT = Pattern.compile("[A-Z0-9_]{1,8}");
    private static final Pattern FILE_SET_ID = Pattern.compile("[A-Z0-9_ ]{0,16}");
    private static final int MOST_COMPONENTS = 8;
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_REFERENCES = 16;

    private static final String PRIVATE_RECORD_UID = "2.25.204619270586291164413560270519113871446";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    /** So that nobody takes it for a day of an examination. */
    private static final String UNKNOWN_DATE = "19000101";

    private static final String UNKNOWN_TIME = "000000";

    /** A missing date is taken from the nearest event that has one. */
    private static final List<Integer> DATES =
            List.of(Tag.StudyDate, Tag.SeriesDate, Tag.AcquisitionDate, Tag.ContentDate, Tag.InstanceCreationDate);

    private static final List<Integer> TIMES =
            List.of(Tag.StudyTime, Tag.SeriesTime, Tag.AcquisitionTime, Tag.ContentTime, Tag.InstanceCreationTime);

    private static final Set<Integer> ALSO_WANTED = Set.of(
            Tag.SeriesDate,
            Tag.AcquisitionDate,
            Tag.SeriesTime,
            Tag.AcquisitionTime,
            Tag.Rows,
            Tag.VerifyingObserverSequence);

    private final String fileSetId;
    private final Map<String, Study> studies = new LinkedHashMap<>();
    private String patientName = "";
    private String patientId = "";

    /** @param fileSetId File-set ID (0004,1130), at most 16 characters */
    public DicomDirectory(String fileSetId) {
        if (!FILE_SET_ID.matcher(fileSetId).matches()) {
            throw new IllegalArgumentException("Not a File-set ID");
        }
        this.fileSetId = fileSetId;
    }

    /**
     * Adds the records of an instance, read from its header.
     *
     * @param fileId the components of its Referenced File ID below the folder that the DICOMDIR is written for
     */
    public void add(InputStream object, List<String> fileId) throws IOException {
        requireFileId(fileId);
        var header = HeaderReader.read(object, tag -> DirectoryRecordType.isKey(tag) || ALSO_WANTED.contains(tag));
        Attributes attributes = header.attributes();
        String studyUid = text(attributes, Tag.StudyInstanceUID);
        String seriesUid = text(attributes, Tag.SeriesInstanceUID);
        if (studyUid.isEmpty() || seriesUid.isEmpty()) {
            throw new UnsoundObject("The object lacks an identifier that the gate requires.");
        }
        notePatient(attributes);
        Study study = studies.get(studyUid);
        if (study == null) {
            study = new Study(record(DirectoryRecordType.STUDY, attributes, studies.size() + 1));
            studies.put(studyUid, study);
        }
        Series series = study.series.get(seriesUid);
        if (series == null) {
            series = new Series(record(DirectoryRecordType.SERIES, attributes, study.series.size() + 1));
            study.series.put(seriesUid, series);
        }
        series.instances.add(instance(header.meta(), attributes, fileId, series.instances.size() + 1));
    }

    private void notePatient(Attributes attributes) {
        if (patientName.isEmpty()) {
            patientName = text(attributes, Tag.PatientName);
        }
        if (patientId.isEmpty()) {
            patientId = text(attributes, Tag.PatientID);
        }
    }

    private static Entry instance(FileMeta meta, Attributes attributes, List<String> fileId, int number) {
        var type = DirectoryRecordType.of(meta.sopClassUid(), attributes.containsValue(Tag.Rows));
        var writer = new ElementWriter();
        writer.text(Tag.ReferencedSOPClassUIDInFile, VR.UI, meta.sopClassUid());
        writer.text(Tag.ReferencedSOPInstanceUIDInFile, VR.UI, meta.sopInstanceUid());
        writer.text(Tag.ReferencedTransferSyntaxUIDInFile, VR.UI, meta.transferSyntaxUid());
        putVerificationTime(attributes);
        putKeys(writer, type, attributes, number);
        return new Entry(type, String.join("\\", fileId), writer.toByteArray());
    }

    private static Entry record(DirectoryRecordType type, Attributes attributes, int number) {
        var writer = new ElementWriter();
        putKeys(writer, type, attributes, number);
        return new Entry(type, null, writer.toByteArray());
    }

    /** The last verification counts, and stands in a sequence that the record has not (PS3.3, F.5.15). */
    private static void putVerificationTime(Attributes attributes) {
        Sequence observers = attributes.getSequence(Tag.VerifyingObserverSequence);
        if (observers != null) {
            observers.stream()
                    .map(observer -> text(observer, Tag.VerificationDateTime))
                    .filter(time -> !time.isEmpty())
                    .max(String::compareTo)
                    .ifPresent(last -> attributes.setString(Tag.VerificationDateTime, VR.DT, last));
        }
    }

    private static void putKeys(ElementWriter writer, DirectoryRecordType type, Attributes attributes, int number) {
        writer.text(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        for (Key key : type.keys()) {
            VR vr = ElementDictionary.vrOf(key.tag(), null);
            if (vr == VR.SQ) {
                putSequence(writer, type, key, attributes);
            } else if (vr.isStringType()) {
                putText(writer, key, vr, attributes, number);
            } else {
                putBinary(writer, key, vr, attributes);
            }
        }
    }

    private static void putText(ElementWriter writer, Key key, VR vr, Attributes attributes, int number) {
        String value = sound(key.tag(), vr, attributes);
        if (value.isEmpty() && key.need() == Need.REQUIRED) {
            value = substitute(key.tag(), vr, attributes, number);
        }
        if (!value.isEmpty() || key.need() == Need.MAY_BE_EMPTY) {
            writer.text(key.tag(), vr, value);
        }
    }

    /** The object's value as it may stand in a record: empty when it isn't of the kind it should be. */
    private static String sound(int tag, VR vr, Attributes attributes) {
        String value = allValues(attributes, tag);
        return switch (vr) {
            case DA -> {
                LocalDate date = DicomHeaders.date(value);
                yield date == null ? "" : DATE.format(date);
            }
            case TM -> {
                LocalTime time = DicomHeaders.time(value);
                yield time == null ? "" : TIME.format(time);
            }
            case IS -> DicomHeaders.number(value) == null ? "" : value;
            default -> value;
        };
    }

    private static String substitute(int tag, VR vr, Attributes attributes, int number) {
        return switch (vr) {
            case DA -> firstSound(DATES, vr, attributes, UNKNOWN_DATE);
            case TM -> firstSound(TIMES, vr, attributes, UNKNOWN_TIME);
            case IS -> Integer.toString(tag == Tag.NumberOfFrames ? 1 : number);
            default ->
                switch (tag) {
                    case Tag.StudyID -> Integer.toString(number);
                    case Tag.Modality -> "OT";
                    case Tag.CompletionFlag -> "PARTIAL";
                    case Tag.VerificationFlag -> "UNVERIFIED";
                    case Tag.MIMETypeOfEncapsulatedDocument -> "application/octet-stream";
                    case Tag.ContentLabel, Tag.StructureSetLabel, Tag.RTPlanLabel -> "UNNAMED";
                    default -> "";
                };
        };
    }

    private static String firstSound(List<Integer> tags, VR vr, Attributes attributes, String otherwise) {
        return tags.stream()
                .map(tag -> sound(tag, vr, attributes))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }

    private static void putBinary(ElementWriter writer, Key key, VR vr, Attributes attributes) {
        if (attributes.getValue(key.tag()) instanceof byte[] value) {
            writer.bytes(key.tag(), vr, value);
        }
    }

    private static void putSequence(ElementWriter writer, DirectoryRecordType type, Key key, Attributes attributes) {
        Sequence items = attributes.getSequence(key.tag());
        // References of an image are a help, not a must: not at any price, when there may be 65 536 images.
        boolean tooMany = type == DirectoryRecordType.IMAGE && items != null && items.size() > MOST_REFERENCES;
        if (items != null && !items.isEmpty() && !tooMany) {
            writer.sequence(key.tag(), items.stream().map(DicomDirectory::item).toList());
        } else if (key.need() == Need.MAY_BE_EMPTY) {
            writer.sequence(key.tag(), List.of());
        }
    }

    /** Copies an item; how deep items nest is limited by the gate. */
    private static ElementWriter item(Attributes attributes) {
        var writer = new ElementWriter();
        for (int tag : attributes.tags()) {
            VR vr = attributes.getVR(tag);
            switch (attributes.getValue(tag)) {
                case Sequence items ->
                    writer.sequence(
                            tag, items.stream().map(DicomDirectory::item).toList());
                case byte[] value -> writer.bytes(tag, vr, value);
                default -> writer.text(tag, vr, allValues(attributes, tag));
            }
        }
        return writer;
    }

    /**
     * Writes a DICOMDIR.
     *
     * @param fileSetUid the SOP Instance UID of this DICOMDIR
     * @param folder components put before every file id; empty for a DICOMDIR that lies in that folder itself
     */
    public void write(OutputStream to, String fileSetUid, List<String> folder) throws IOException {
        if (!folder.isEmpty()) {
            requireFileId(folder);
        }
        if (!Uids.isSound(fileSetUid)) {
            throw new IllegalArgumentException("Not a UID");
        }
        new Writing(folder).write(to, fileSetUid);
    }

    /** One writing: records in depth-first order, first laid out, then written. */
    private final class Writing {

        private static final int NONE = -1;

        private final List<String> folder;
        private final List<Entry> records = new ArrayList<>();
        private final List<Integer> nexts = new ArrayList<>();
        private final List<Integer> lowers = new ArrayList<>();

        Writing(List<String> folder) {
            this.folder = folder;
            if (!studies.isEmpty()) {
                layPatient();
            }
        }

        private void layPatient() {
            lay(patientEntry());
            int lastStudy = NONE;
            for (Study study : studies.values()) {
                lastStudy = follow(0, lastStudy, study.entry);
                int lastSeries = NONE;
                for (Series series : study.series.values()) {
                    lastSeries = follow(lastStudy, lastSeries, series.entry);
                    int lastInstance = NONE;
                    for (Entry instance : series.instances) {
                        lastInstance = follow(lastSeries, lastInstance, instance);
                    }
                }
            }
        }

        private int lay(Entry entry) {
            records.add(entry);
            nexts.add(NONE);
            lowers.add(NONE);
            return records.size() - 1;
        }

        private int follow(int parent, int previous, Entry entry) {
            int index = lay(entry);
            if (previous == NONE) {
                lowers.set(parent, index);
            } else {
                nexts.set(previous, index);
            }
            return index;
        }

        void write(OutputStream to, String fileSetUid) throws IOException {
            var head = new ByteArrayOutputStream();
            new FileMeta(Uids.MEDIA_STORAGE_DIRECTORY, fileSetUid, Uids.EXPLICIT_LITTLE_ENDIAN).write(head);
            long[] offsets = new long[records.size() + 1];
            offsets[0] = head.size() + beforeRecords(0, 0).size();
            for (int i = 0; i < records.size(); i++) {
                offsets[i + 1] = offsets[i] + encode(records.get(i), 0, 0).size();
            }
            long first = records.isEmpty() ? 0 : offsets[0];
            head.writeTo(to);
            beforeRecords(first, offsets[records.size()] - offsets[0]).writeTo(to);
            for (int i = 0; i < records.size(); i++) {
                encode(records.get(i), at(nexts.get(i), offsets), at(lowers.get(i), offsets))
                        .writeTo(to);
            }
        }

        private static long at(int record, long[] offsets) {
            return record == NONE ? 0 : offsets[record];
        }

        /** There is one root record, the patient, so the first is also the last. */
        private ElementWriter beforeRecords(long root, long length) {
            var writer = new ElementWriter();
            writer.text(Tag.FileSetID, VR.CS, fileSetId);
            writer.unsignedInt(Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, root);
            writer.unsignedInt(Tag.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity, root);
            writer.unsignedShort(Tag.FileSetConsistencyFlag, 0);
            writer.header(Tag.DirectoryRecordSequence, VR.SQ, Math.toIntExact(length));
            return writer;
        }

        private ElementWriter encode(Entry entry, long next, long lower) {
            var record = new ElementWriter();
            record.unsignedInt(Tag.OffsetOfTheNextDirectoryRecord, next);
            record.unsignedShort(Tag.RecordInUseFlag, 0xFFFF);
            record.unsignedInt(Tag.OffsetOfReferencedLowerLevelDirectoryEntity, lower);
            record.text(Tag.DirectoryRecordType, VR.CS, entry.type().term());
            if (entry.type() == DirectoryRecordType.PRIVATE) {
                record.text(Tag.PrivateRecordUID, VR.UI, PRIVATE_RECORD_UID);
            }
            if (entry.fileId() != null) {
                String path = String.join("\\", folder);
                record.text(
                        Tag.ReferencedFileID, VR.CS, path.isEmpty() ? entry.fileId() : path + "\\" + entry.fileId());
            }
            record.raw(entry.rest());
            var item = new ElementWriter();
            item.item(record);
            return item;
        }
    }

    private Entry patientEntry() {
        var patient = new Attributes();
        patient.setString(Tag.PatientName, VR.PN, patientName);
        // Not a word like UNKNOWN: it would join this patient with others in whatever reads many discs.
        patient.setString(
                Tag.PatientID,
                VR.LO,
                patientId.isEmpty() ? studies.keySet().iterator().next() : patientId);
        return record(DirectoryRecordType.PATIENT, patient, 1);
    }

    private static void requireFileId(List<String> components) {
        if (components.isEmpty()
                || components.size() > MOST_COMPONENTS
                || !components.stream()
                        .allMatch(component ->
                                FILE_ID_COMPONENT.matcher(component).matches())) {
            throw new IllegalArgumentException("Not a File ID");
        }
    }

    private static String text(Attributes attributes, int tag) {
        return attributes.getString(tag, "");
    }

    private static String allValues(Attributes attributes, int tag) {
        String[] values = attributes.getStrings(tag);
        String joined = values == null
                ? ""
                : String.join(
                        "\\",
                        Stream.of(values)
                                .map(value -> value == null ? "" : value)
                                .toList());
        return joined.length() <= LONGEST_TEXT ? joined : joined.substring(0, LONGEST_TEXT);
    }

    private static final class Study {
        private final Entry entry;
        private final Map<String, Series> series = new LinkedHashMap<>();

        Study(Entry entry) {
            this.entry = entry;
        }
    }

    private static final class Series {
        private final Entry entry;
        private final List<Entry> instances = new ArrayList<>();

        Series(Entry entry) {
            this.entry = entry;
        }
    }

    /**
     * A record, encoded but for what depends on where it stands.
     *
     * @param fileId of an instance, below the folder
     */
    private record Entry(DirectoryRecordType type, @Nullable String fileId, byte[] rest) {}
}
