package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.imageexchange.imaging.testdata.TestDicom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomDirectoryTests {

    private static final String STUDY = "1.2.3";
    private static final String SERIES = "1.2.3.4";

    private final DicomDirectory directory = new DicomDirectory("TESTS");

    @Test
    void each_kind_of_object_gets_a_record_of_its_kind() throws IOException {
        int number = 0;
        for (TestDicom object : TestDicom.oneOfEachKind()) {
            directory.add(object.study(STUDY).stream(), List.of("I" + number++));
        }

        var instances = walk(written()).instances;

        assertThat(instances.stream().map(record -> record.getString(Tag.DirectoryRecordType)))
                .containsExactly(
                        "IMAGE",
                        "IMAGE",
                        "IMAGE",
                        "SR DOCUMENT",
                        "KEY OBJECT DOC",
                        "PRESENTATION",
                        "ENCAP DOC",
                        "RT PLAN",
                        "RT DOSE",
                        "RT STRUCTURE SET",
                        "IMAGE",
                        "RAW DATA",
                        "SURFACE SCAN",
                        "SPECTROSCOPY",
                        "WAVEFORM");
    }

    @Test
    void a_record_says_what_file_it_stands_for() throws IOException {
        TestDicom image = TestDicom.ct().in(TestDicom.RLE).number(12);
        directory.add(image.stream(), List.of("S0000001", "I0000012"));

        Attributes record = walk(written()).instances.getFirst();

        assertThat(record.getStrings(Tag.ReferencedFileID)).containsExactly("IMAGES", "S0000001", "I0000012");
        assertThat(record.getString(Tag.ReferencedSOPClassUIDInFile)).isEqualTo(TestDicom.CT_IMAGE);
        assertThat(record.getString(Tag.ReferencedSOPInstanceUIDInFile)).isEqualTo(image.sopInstanceUid());
        assertThat(record.getString(Tag.ReferencedTransferSyntaxUIDInFile)).isEqualTo(TestDicom.RLE);
        assertThat(record.getString(Tag.InstanceNumber)).isEqualTo("12");
    }

    @Test
    void a_second_dicomdir_in_the_folder_of_images_names_them_from_there() throws IOException {
        directory.add(TestDicom.ct().stream(), List.of("S0000001", "I0000001"));
        var out = new ByteArrayOutputStream();

        directory.write(out, "1.2.840", List.of());

        var walk = walk(out.toByteArray());
        assertThat(walk.instances.getFirst().getStrings(Tag.ReferencedFileID)).containsExactly("S0000001", "I0000001");
        assertThat(walk.meta.getString(Tag.MediaStorageSOPInstanceUID)).isEqualTo("1.2.840");
        assertThat(walk.meta.getString(Tag.MediaStorageSOPClassUID)).isEqualTo("1.2.840.10008.1.3.10");
        assertThat(walk.meta.getString(Tag.TransferSyntaxUID)).isEqualTo(TestDicom.EXPLICIT);
    }

    @Test
    void studies_and_series_are_kept_apart_and_in_the_order_in_which_they_came() throws IOException {
        directory.add(TestDicom.ct().study("1.2.1").series("1.2.1.1", 1).stream(), List.of("A"));
        directory.add(TestDicom.ct().study("1.2.2").series("1.2.2.1", 1).stream(), List.of("B"));
        directory.add(TestDicom.ct().study("1.2.1").series("1.2.1.2", 2).stream(), List.of("C"));
        directory.add(TestDicom.ct().study("1.2.1").series("1.2.1.1", 1).stream(), List.of("D"));

        var walk = walk(written());

        assertThat(walk.patients).hasSize(1);
        assertThat(walk.studies.stream().map(study -> study.getString(Tag.StudyInstanceUID)))
                .containsExactly("1.2.1", "1.2.2");
        assertThat(walk.series.stream().map(series -> series.getString(Tag.SeriesInstanceUID)))
                .containsExactly("1.2.1.1", "1.2.1.2", "1.2.2.1");
        assertThat(walk.instances.stream().map(instance -> instance.getString(Tag.ReferencedFileID, 1, "")))
                .containsExactly("A", "D", "C", "B");
    }

    @Test
    void names_in_any_character_set_are_written_in_utf_8_and_all_offsets_hold() throws IOException {
        String name = "Yamada^Tarou=山田^太郎=やまだ^たろう";
        directory.add(
                TestDicom.report()
                        .characterSets("", "ISO 2022 IR 87")
                        .patient(name, "患者")
                        .with(0x00081030, "LO", "胸部")
                        .stream(),
                List.of("A"));
        directory.add(
                TestDicom.ct().characterSets("ISO_IR 126").with(0x00081030, "LO", "Δοκιμή").stream(), List.of("B"));

        var walk = walk(written());

        assertThat(walk.patients.getFirst().getString(Tag.PatientName)).isEqualTo(name);
        assertThat(walk.patients.getFirst().getString(Tag.PatientID)).isEqualTo("患者");
        assertThat(walk.studies.stream().map(study -> study.getString(Tag.StudyDescription)))
                .containsExactly("胸部", "Δοκιμή");
        assertThat(walk.all())
                .allSatisfy(record ->
                        assertThat(record.getString(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 192"));
    }

    @Test
    void keys_that_must_have_a_value_are_filled() throws IOException {
        TestDicom bare = TestDicom.ct()
                .study(STUDY)
                .without(0x00080020, 0x00080030, 0x00200010, 0x00200011, 0x00200013, 0x00080060, 0x00100020)
                .with(0x00080022, "DA", "2024.02.28")
                .with(0x00080032, "TM", "07:15:00");
        directory.add(bare.stream(), List.of("A"));

        var walk = walk(written());

        assertThat(walk.patients.getFirst().getString(Tag.PatientID))
                .as("unique, where many discs are read")
                .isEqualTo(STUDY);
        Attributes study = walk.studies.getFirst();
        assertThat(study.getString(Tag.StudyDate)).as("of the acquisition").isEqualTo("20240228");
        assertThat(study.getString(Tag.StudyTime)).isEqualTo("071500");
        assertThat(study.getString(Tag.StudyID)).isEqualTo("1");
        assertThat(walk.series.getFirst().getString(Tag.Modality)).isEqualTo("OT");
        assertThat(walk.series.getFirst().getString(Tag.SeriesNumber)).isEqualTo("1");
        assertThat(walk.instances.getFirst().getString(Tag.InstanceNumber)).isEqualTo("1");
    }

    @Test
    void a_date_that_nothing_tells_cannot_be_taken_for_a_real_one() throws IOException {
        directory.add(TestDicom.ct().without(0x00080020, 0x00080030).stream(), List.of("A"));

        Attributes study = walk(written()).studies.getFirst();

        assertThat(study.getString(Tag.StudyDate)).isEqualTo("19000101");
        assertThat(study.getString(Tag.StudyTime)).isEqualTo("000000");
    }

    @Test
    void one_patient_has_one_record_although_the_studies_disagree() throws IOException {
        directory.add(TestDicom.ct().study("1.2.1").patient("", "").stream(), List.of("A"));
        directory.add(TestDicom.ct().study("1.2.2").patient("SMITH^Ann", "0101701234").stream(), List.of("B"));
        directory.add(TestDicom.ct().study("1.2.3").patient("SMITH^ANN^MRS", "H-77").stream(), List.of("C"));

        var walk = walk(written());

        assertThat(walk.patients).singleElement().satisfies(patient -> {
            assertThat(patient.getString(Tag.PatientName)).isEqualTo("SMITH^Ann");
            assertThat(patient.getString(Tag.PatientID)).isEqualTo("0101701234");
        });
        assertThat(walk.studies).hasSize(3);
    }

    @Test
    void a_report_is_recorded_with_its_title_what_modifies_it_and_its_last_verification() throws IOException {
        directory.add(TestDicom.report().stream(), List.of("A"));

        Attributes record = walk(written()).instances.getFirst();

        assertThat(record.getString(Tag.VerificationDateTime)).isEqualTo("20240301120000");
        assertThat(record.getNestedDataset(Tag.ConceptNameCodeSequence).getString(Tag.CodeMeaning))
                .isEqualTo("Diagnostic Imaging Report");
        assertThat(record.getSequence(Tag.ContentSequence))
                .singleElement()
                .satisfies(content ->
                        assertThat(content.getString(Tag.RelationshipType)).isEqualTo("HAS CONCEPT MOD"));
        assertThat(record.contains(Tag.VerifyingObserverSequence)).isFalse();
    }

    @Test
    void texts_that_are_far_too_long_are_cut_rather_than_failing() throws IOException {
        directory.add(
                TestDicom.ct().characterSets("ISO_IR 192").with(0x00081030, "LO", "胸".repeat(20_000)).stream(),
                List.of("A"));

        assertThat(walk(written()).studies.getFirst().getString(Tag.StudyDescription))
                .startsWith("胸胸");
    }

    @Test
    void an_object_of_an_unknown_kind_is_an_image_if_it_has_rows_and_else_private() throws IOException {
        directory.add(TestDicom.of("1.2.3.4.5").pixels(8, 8, 1).stream(), List.of("A"));
        directory.add(TestDicom.of("1.2.3.4.5").study(STUDY).stream(), List.of("B"));

        var instances = walk(written()).instances;

        assertThat(instances.get(0).getString(Tag.DirectoryRecordType)).isEqualTo("IMAGE");
        assertThat(instances.get(1).getString(Tag.DirectoryRecordType)).isEqualTo("PRIVATE");
        assertThat(instances.get(1).getString(Tag.PrivateRecordUID)).startsWith("2.25.");
    }

    @Test
    void an_empty_file_set_has_no_records() throws IOException {
        assertThat(walk(written()).all()).isEmpty();
    }

    @Test
    void file_ids_are_of_short_upper_case_components() {
        for (List<String> fileId : List.of(
                List.<String>of(),
                List.of("lower"),
                List.of("TOOLONG_9"),
                List.of("A.DCM"),
                List.of(".."),
                List.of(""),
                List.of("A", "B", "C", "D", "E", "F", "G", "H", "I"))) {
            assertThatThrownBy(() -> directory.add(TestDicom.ct().stream(), fileId))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new DicomDirectory("lower case")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DicomDirectory("LONGER THAN SIXTEEN"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_file_set_may_have_65_536_instances() throws IOException {
        String uid = "1.2.3.4.00000";
        TestDicom template = TestDicom.ct().study(STUDY).series(SERIES, 1).with(0x00080018, "UI", uid);
        String file = new String(template.bytes(), StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 65_536; i++) {
            byte[] numbered = file.replace(uid, "1.2.3.4.%05d".formatted(i)).getBytes(StandardCharsets.ISO_8859_1);
            directory.add(new ByteArrayInputStream(numbered), List.of("I%07d".formatted(i)));
        }

        var instances = walk(written()).instances;

        assertThat(instances).hasSize(65_536);
        assertThat(instances.getLast().getString(Tag.ReferencedSOPInstanceUIDInFile))
                .isEqualTo("1.2.3.4.65535");
    }

    @Test
    void a_verifier_of_dicom_finds_no_error(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Tool.DCIODVFY.isInstalled(), Tool.DCIODVFY.absence());
        writeEachKind(folder);

        assertThat(Tool.DCIODVFY.run(folder, "DICOMDIR"))
                .contains("BasicDirectory")
                .doesNotContain("Error");
    }

    @Test
    void dcmtk_and_pydicom_find_every_file(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Tool.DCMDUMP.isInstalled(), Tool.DCMDUMP.absence());
        assumeTrue(Tool.PYDICOM.isInstalled(), Tool.PYDICOM.absence());
        int files = writeEachKind(folder);

        assertThat(Tool.DCMDUMP.run(folder, "-v", "+P", "0004,1500", "DICOMDIR"))
                .doesNotContain("E: ")
                .contains("IMAGES\\A0", "IMAGES\\A" + (files - 1));
        assertThat(Tool.PYDICOM.run(folder, "-W", "ignore", "-c", """
                        from pydicom.fileset import FileSet
                        print('loaded', len([i.load() for i in FileSet('DICOMDIR')]))
                        """)).contains("loaded " + files);
    }

    private int writeEachKind(Path folder) throws IOException {
        int number = 0;
        Files.createDirectory(folder.resolve("IMAGES"));
        for (TestDicom object : TestDicom.oneOfEachKind()) {
            if (object.sopClassUid().equals(TestDicom.SURFACE_SCAN)) {
                continue; // a kind of record that dicom3tools does not know yet
            }
            String name = "A" + number++;
            object.characterSets("", "ISO 2022 IR 87").patient("Yamada^Tarou=山田^太郎", "1");
            Files.write(folder.resolve("IMAGES").resolve(name), object.bytes());
            directory.add(object.stream(), List.of(name));
        }
        Files.write(folder.resolve("DICOMDIR"), written());
        return number;
    }

    private byte[] written() throws IOException {
        var out = new ByteArrayOutputStream();
        directory.write(out, "2.25.42", List.of("IMAGES"));
        return out.toByteArray();
    }

    /** Reads a DICOMDIR by the toolkit and goes from record to record by offset alone, as readers of discs do. */
    private static Walk walk(byte[] dicomdir) throws IOException {
        try (var in = new ImageInputStream(new ByteArrayInputStream(dicomdir)) {
            @Override
            public void readValue(ImageInputStream stream, Sequence items) throws IOException {
                long position = getTagPosition();
                super.readValue(stream, items);
                items.getLast().setItemPosition(position);
            }
        }) {
            Attributes root = in.readDataset(-1, -1);
            Map<Long, Attributes> byOffset = new HashMap<>();
            root.getSequence(Tag.DirectoryRecordSequence)
                    .forEach(record -> byOffset.put(record.getItemPosition(), record));
            var walk = new Walk(in.getFileMetaInformation());
            long first = offset(root, Tag.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity);
            walk.follow(first, 0, byOffset);
            assertThat(walk.all()).as("records that are reached by offset").hasSameSizeAs(byOffset.entrySet());
            assertThat(offset(root, Tag.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity))
                    .isEqualTo(first);
            return walk;
        }
    }

    private static long offset(Attributes attributes, int tag) {
        return attributes.getInt(tag, 0) & 0xFFFFFFFFL;
    }

    private static final class Walk {
        private final Attributes meta;
        private final List<Attributes> patients = new ArrayList<>();
        private final List<Attributes> studies = new ArrayList<>();
        private final List<Attributes> series = new ArrayList<>();
        private final List<Attributes> instances = new ArrayList<>();
        private final List<List<Attributes>> levels = List.of(patients, studies, series, instances);

        Walk(Attributes meta) {
            this.meta = meta;
        }

        private void follow(long offset, int level, Map<Long, Attributes> byOffset) {
            for (long next = offset; next != 0; ) {
                Attributes record = Objects.requireNonNull(byOffset.get(next), "No record at " + next);
                levels.get(level).add(record);
                follow(offset(record, Tag.OffsetOfReferencedLowerLevelDirectoryEntity), level + 1, byOffset);
                next = offset(record, Tag.OffsetOfTheNextDirectoryRecord);
            }
        }

        List<Attributes> all() {
            return levels.stream().flatMap(List::stream).toList();
        }
    }
}
