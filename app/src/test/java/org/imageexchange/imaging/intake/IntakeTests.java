package org.imageexchange.imaging.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.ImagingParts;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.imageexchange.imaging.InstanceRegister;
import org.imageexchange.imaging.StoredObject;
import org.imageexchange.imaging.Studies;
import org.imageexchange.imaging.StudyRow;
import org.imageexchange.imaging.TestObject;
import org.imageexchange.imaging.dicom.HostileDicom;
import org.imageexchange.imaging.dicom.MutatedDicom;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.StorageFull;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.imaging.store.WrappedKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import(ImagingParts.class)
class IntakeTests {

    @Autowired
    private Intake intake;

    @Autowired
    private Studies studies;

    @Autowired
    private InstanceRegister register;

    @Autowired
    private Hospital hospital;

    @Autowired
    private InMemoryObjectStore store;

    @Autowired
    private Vault vault;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovedClock clock;

    private InstitutionId institution;
    private SignedIn radiologist;
    private int objectsBefore;

    @BeforeEach
    void begin() {
        institution = hospital.institution();
        radiologist = hospital.radiologist(institution);
        objectsBefore = store.names().size();
    }

    @AfterEach
    void nothing_is_left_unowned() {
        assertThat(stored())
                .as("objects without a row, or rows without an object")
                .isEqualTo(rows());
        assertThat(jdbc.sql("select count(*) from unowned_object")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private int stored() {
        return store.names().size() - objectsBefore;
    }

    private int rows() {
        return jdbc.sql("select count(*) from instance where institution_id = :id")
                .param("id", institution.value())
                .query(Integer.class)
                .single();
    }

    private IntakeResult take(TestObject object) throws IOException {
        return take(object.bytes());
    }

    private IntakeResult take(byte[] bytes) throws IOException {
        return takeAll("file", new ByteArrayInputStream(bytes)).getFirst();
    }

    private List<IntakeResult> takeAll(String name, InputStream content) throws IOException {
        return intake.take(radiologist, name, content);
    }

    private List<StudyRow> list() {
        return studies.list(radiologist, "", 0, 100);
    }

    @Test
    void nothing_of_a_broken_or_hostile_object_is_stored_when_it_is_refused() throws IOException {
        MutatedDicom.forEach(object -> takeAndLook(new ByteArrayInputStream(object)));
        for (var hostile : HostileDicom.all()) {
            takeAndLook(hostile.content().get());
        }
        assertThat(stored()).as("what is broken where it does no harm is taken").isPositive();
    }

    private void takeAndLook(InputStream object) throws IOException {
        var before = store.names();
        var results = takeAll("file", object);
        var isNew = results.stream().anyMatch(IntakeResult.Stored.class::isInstance);
        assertThat(store.names().size() > before.size()).as(results.toString()).isEqualTo(isNew);
    }

    @Test
    void an_object_that_is_taken_in_can_be_read_back_byte_for_byte() throws IOException {
        var object = TestObject.ofPatient("P1").withPixels(3 << 20);

        var result = take(object);

        assertThat(result).isInstanceOf(IntakeResult.Stored.class);
        var row = jdbc.sql("select object_name, wrapped_key, bytes, crc32, sha256 from instance where sop_uid = :sop")
                .param("sop", object.sop())
                .query((found, n) -> new StoredObject(
                        new ObjectName(found.getString("object_name")),
                        new WrappedKey(found.getString("wrapped_key")),
                        found.getLong("bytes"),
                        found.getLong("crc32"),
                        found.getString("sha256")))
                .single();
        byte[] bytes;
        try (var opened = vault.open(row.name(), row.key())) {
            bytes = Channels.newInputStream(opened).readAllBytes();
        }
        assertThat(bytes).isEqualTo(object.bytes());
        var crc32 = new CRC32();
        crc32.update(bytes);
        assertThat(row.crc32()).isEqualTo(crc32.getValue());
        assertThat(row.size()).isEqualTo(bytes.length);
    }

    @Test
    void a_study_is_described_by_its_first_object_and_counts_all() throws IOException {
        var first = TestObject.ofPatient("P1").withPatientName("Müller^Jörg");

        var second = first.next();
        var report = first.inNewSeries("SR");

        take(first);
        take(second);
        take(report);

        var study = list().getFirst();
        assertThat(study.patient().name()).contains("Müller").contains("Jörg");
        assertThat(study.patient().id()).isEqualTo("P1");
        assertThat(study.modalities()).containsExactly("CT", "SR");
        assertThat(study.series()).isEqualTo(2);
        assertThat(study.instances()).isEqualTo(3);
        assertThat(study.bytes()).isEqualTo(first.bytes().length + second.bytes().length + report.bytes().length);
        assertThat(study.studyUid()).isEqualTo(first.study());
        assertThat(study.receivedAt()).isEqualTo(clock.instant());
    }

    @Test
    void the_phantom_study_is_taken_in_whole() throws IOException {
        var phantom = new PhantomStudy(3, 7);

        for (int slice = 0; slice < 3; slice++) {
            var file = new ByteArrayOutputStream();
            phantom.write(slice, file);
            assertThat(take(file.toByteArray())).isInstanceOf(IntakeResult.Stored.class);
        }

        assertThat(list())
                .singleElement()
                .satisfies(study -> assertThat(study.instances()).isEqualTo(3));
    }

    @Test
    void the_same_object_again_is_a_duplicate() throws IOException {
        var object = TestObject.ofPatient("P1");
        var study = ((IntakeResult.Stored) take(object)).study();

        var again = take(object);

        assertThat(again).isEqualTo(new IntakeResult.Duplicate("file", study));
        assertThat(list().getFirst().instances()).isEqualTo(1);
    }

    @Test
    void the_same_uid_with_other_content_is_refused() throws IOException {
        var object = TestObject.ofPatient("P1");
        take(object);

        var other = take(object.withOtherPixels());

        assertThat(other)
                .isInstanceOfSatisfying(
                        IntakeResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("already here with different content"));
    }

    @Test
    void two_institutions_hold_the_same_object_each_for_itself() throws IOException {
        var object = TestObject.ofPatient("P1");
        take(object);
        var elsewhere = hospital.radiologist();

        var result = intake.take(elsewhere, "file", object.stream()).getFirst();

        assertThat(result).isInstanceOf(IntakeResult.Stored.class);
        objectsBefore++; // theirs is not counted here
    }

    @Test
    void an_object_of_another_patient_can_not_join_a_study() throws IOException {
        var object = TestObject.ofPatient("P1");
        take(object);

        var other = take(object.next().withPatientId("P2"));

        assertThat(other)
                .isInstanceOfSatisfying(
                        IntakeResult.Refused.class,
                        refused -> assertThat(refused.reason()).contains("belongs to another patient"));
        assertThat(list())
                .singleElement()
                .satisfies(study -> assertThat(study.instances()).isEqualTo(1));
    }

    @Test
    void a_missing_issuer_within_a_study_is_no_other_patient() throws IOException {
        var object = TestObject.ofPatient("P1").withIssuer("NORTHWICK");
        take(object);

        assertThat(take(object.next().withIssuer(""))).isInstanceOf(IntakeResult.Stored.class);
        assertThat(take(object.next().withIssuer("RIVERBANK"))).isInstanceOf(IntakeResult.Refused.class);
    }

    @Test
    void a_patient_id_that_is_too_long_to_keep_is_refused_and_not_cut() throws IOException {
        var result = take(TestObject.ofPatient("9".repeat(200)));

        assertThat(result).isInstanceOf(IntakeResult.Refused.class);
    }

    @Test
    void a_broken_object_is_refused_with_a_reason_and_leaves_nothing() throws IOException {
        var bytes = TestObject.ofPatient("P1").bytes();

        var cut = take(Arrays.copyOf(bytes, bytes.length - 100));

        assertThat(cut)
                .isInstanceOfSatisfying(
                        IntakeResult.Refused.class,
                        refused -> assertThat(refused.reason()).isNotBlank());
        assertThat(list()).isEmpty();
    }

    @Test
    void what_is_no_image_is_ignored_with_a_reason() throws IOException {
        assertThat(take("Hello, this is a text file.".repeat(20).getBytes())).isInstanceOf(IntakeResult.Ignored.class);
        assertThat(take(new byte[0])).isInstanceOf(IntakeResult.Ignored.class);
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() {
        var bytes = TestObject.ofPatient("P1").withPixels(1 << 20).bytes();
        var half = new ByteArrayInputStream(bytes, 0, bytes.length / 2);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> takeAll("file", new SequenceInputStream(half, new Broken())))
                .withMessage("Connection reset");

        assertThat(list()).isEmpty();
    }

    @Test
    void a_full_disk_is_said_and_leaves_nothing() throws IOException {
        var object = TestObject.ofPatient("P1").withPixels(4 << 20);
        store.leaveRoomFor(1 << 20);
        try {
            assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> take(object));
        } finally {
            store.leaveRoomFor(Long.MAX_VALUE);
        }

        assertThat(list()).isEmpty();
        assertThat(take(object)).isInstanceOf(IntakeResult.Stored.class);
    }

    @Test
    void one_of_many_uploads_of_the_same_object_wins() throws Exception {
        var object = TestObject.ofPatient("P1");

        var results = atOnce(8, () -> take(object));

        assertThat(results).filteredOn(IntakeResult.Stored.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(IntakeResult.Duplicate.class::isInstance).hasSize(7);
    }

    @Test
    void many_uploads_of_a_new_study_make_one_study() throws Exception {
        var object = TestObject.ofPatient("P1");

        var results = atOnce(8, () -> take(object.withSop(TestObject.uid())));

        assertThat(results).allMatch(IntakeResult.Stored.class::isInstance);
        assertThat(list()).singleElement().satisfies(study -> {
            assertThat(study.instances()).isEqualTo(8);
            assertThat(study.series()).isEqualTo(1);
        });
    }

    private static List<IntakeResult> atOnce(int threads, Callable<IntakeResult> action) throws Exception {
        var start = new CyclicBarrier(threads);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var futures = executor.invokeAll(IntStream.range(0, threads)
                    .<Callable<IntakeResult>>mapToObj(i -> () -> {
                        start.await();
                        return action.call();
                    })
                    .toList());
            return futures.stream().map(Future::resultNow).toList();
        }
    }

    @Test
    void only_radiology_takes_images_in() {
        var object = TestObject.ofPatient("P1");

        for (var somebody : List.of(hospital.person(), hospital.administrator(institution))) {
            assertThatExceptionOfType(AccessRefused.class)
                    .isThrownBy(() -> intake.take(somebody, "file", object.stream()));
        }
    }

    @Test
    void an_object_that_a_killed_portal_left_is_swept() throws IOException {
        var left = new ObjectName("instances/" + UUID.randomUUID());
        register.note(left);
        try (var pending = vault.create(left, vault.newKey())) {
            pending.channel().write(ByteBuffer.wrap(new byte[10]));
            pending.commit();
        }
        var sweep = new Sweep(register, vault);

        sweep.sweep();
        assertThat(store.names()).as("it may just be between the two").contains(left);

        clock.advance(Duration.ofMinutes(11));
        sweep.sweep();
        assertThat(store.names()).doesNotContain(left);
    }

    @Test
    void names_for_the_report_can_not_play_tricks() {
        assertThat(ReportedName.of("a\u202egpj.exe\n")).isEqualTo("a gpj.exe");
        assertThat(ReportedName.of("\u0007")).isEqualTo("(no name)");
        assertThat(ReportedName.of("x".repeat(500))).hasSize(200).startsWith("…");
    }

    /** A connection that ends in the middle. */
    static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("Connection reset");
        }
    }
}
