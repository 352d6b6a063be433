package org.imageexchange.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.imageexchange.imaging.PackageBuilder.Outcome;
import org.imageexchange.imaging.Packages.Refusal;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
@Import(ImagingParts.class)
class PackagesTests {

    @Autowired
    private Packages packages;

    @Autowired
    private PackageBuilder builder;

    @Autowired
    private Studies studies;

    @Autowired
    private Hospital hospital;

    @Autowired
    private InMemoryObjectStore store;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovedClock clock;

    private InstitutionId institution;
    private SignedIn radiologist;

    @BeforeEach
    void begin() {
        institution = hospital.institution();
        radiologist = hospital.radiologist(institution);
    }

    @AfterEach
    void room() {
        store.leaveRoomFor(Long.MAX_VALUE);
    }

    private Set<StudyId> receive(TestObject... objects) {
        return Set.copyOf(hospital.receive(radiologist, objects));
    }

    private PackageId aPackageOf(TestObject... objects) {
        return packages.create(radiologist, receive(objects));
    }

    @Test
    void studies_of_one_patient_become_one_package() {
        var first = TestObject.ofPatient("P1").withIssuer("NORTHWICK");
        var chosen = receive(first, first.next(), first.inNewStudy());

        assertThat(packages.refusalToCreate(radiologist, chosen)).isEmpty();
        var made = packages.create(radiologist, chosen);

        var facts = packages.facts(made);
        assertThat(facts.patient().id()).isEqualTo("P1");
        assertThat(facts.instances()).isEqualTo(3);
        assertThat(facts.built()).isFalse();
        assertThat(packages.zip(made)).isEmpty();
    }

    @Test
    void studies_of_two_patients_do_not() {
        var first = TestObject.ofPatient("P1");
        var others = Stream.of(
                TestObject.ofPatient("P2"),
                first.inNewStudy().withIssuer("RIVERBANK"),
                first.inNewStudy().withBirthDate("19710102"),
                first.inNewStudy().withPatientId(""));

        others.forEach(other -> {
            var chosen = Set.copyOf(hospital.receive(radiologist, first.inNewStudy(), other));
            assertThat(packages.refusalToCreate(radiologist, chosen)).contains(Refusal.TWO_PATIENTS);
            assertThatIllegalStateException().isThrownBy(() -> packages.create(radiologist, chosen));
        });
    }

    @Test
    void an_id_that_anybody_may_have_needs_a_date_of_birth_or_a_name_beside_it() {
        var first =
                TestObject.ofPatient("UNKNOWN").withPatientName("REID^Morag").withBirthDate("");
        var accented = receive(
                first.inNewStudy(),
                first.inNewStudy().withPatientName("Reid^Mórag").withBirthDate("19700101"));
        var otherName = receive(
                first.inNewStudy(),
                first.inNewStudy().withPatientName("BROWN^Ann").withBirthDate("19700101"));
        var noName = receive(
                first.inNewStudy().withPatientName(""), first.inNewStudy().withPatientName(""));
        var married = first.withBirthDate("19700101");
        var marriedTwice = receive(married.inNewStudy(), married.inNewStudy().withPatientName("BROWN^Morag"));

        assertThat(packages.refusalToCreate(radiologist, accented)).isEmpty();
        assertThat(packages.refusalToCreate(radiologist, marriedTwice)).isEmpty();
        assertThat(packages.refusalToCreate(radiologist, otherName)).contains(Refusal.TWO_PATIENTS);
        assertThat(packages.refusalToCreate(radiologist, noName)).contains(Refusal.TWO_PATIENTS);
    }

    @Test
    void without_a_patient_id_name_and_date_of_birth_tell() {
        var first = TestObject.ofPatient("").withPatientName("REID^Morag");
        var same = receive(first, first.inNewStudy());
        var otherName = receive(first.inNewStudy(), first.inNewStudy().withPatientName("REID^Mary"));
        var noDate =
                receive(first.inNewStudy().withBirthDate(""), first.inNewStudy().withBirthDate(""));

        assertThat(packages.refusalToCreate(radiologist, same)).isEmpty();
        assertThat(packages.refusalToCreate(radiologist, otherName)).contains(Refusal.TWO_PATIENTS);
        assertThat(packages.refusalToCreate(radiologist, noDate)).contains(Refusal.TWO_PATIENTS);
    }

    @Test
    void nothing_unknown_and_nothing_of_another_institution_becomes_a_package() {
        var elsewhere = hospital.radiologist();
        var theirs = Set.copyOf(hospital.receive(elsewhere, TestObject.ofPatient("P1")));

        assertThat(packages.refusalToCreate(radiologist, Set.of())).contains(Refusal.NO_STUDIES);
        assertThat(packages.refusalToCreate(radiologist, theirs)).contains(Refusal.STUDY_GONE);
        assertThat(packages.refusalToCreate(radiologist, Set.of(new StudyId(UUID.randomUUID()))))
                .contains(Refusal.STUDY_GONE);
    }

    @Test
    void studies_and_packages_are_for_radiology() {
        var chosen = receive(TestObject.ofPatient("P1"));

        for (var somebody : List.of(hospital.person(), hospital.administrator(institution))) {
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> packages.refusalToCreate(somebody, chosen));
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> packages.create(somebody, chosen));
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> studies.list(somebody, "", 0, 10));
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> studies.find(somebody, chosen));
        }
        assertThat(studies.find(hospital.radiologist(), chosen)).isEmpty();
        assertThat(studies.list(hospital.radiologist(), "", 0, 10)).isEmpty();
    }

    @Test
    void studies_are_listed_the_last_received_first_and_found_by_words() {
        receive(TestObject.ofPatient("P1").withPatientName("Ångström^Åsa"));
        clock.advance(Duration.ofMinutes(1));
        receive(TestObject.ofPatient("P2").withPatientName("Yamada^Tarou=山田^太郎=やまだ^たろう"));
        clock.advance(Duration.ofMinutes(1));
        receive(TestObject.ofPatient("100%").withPatientName("Papadopoulos^Élise"));

        assertThat(found("")).containsExactly("100%", "P2", "P1");
        assertThat(found("angstrom")).containsExactly("P1");
        assertThat(found("ASA chest")).containsExactly("P1");
        assertThat(found("山田")).containsExactly("P2");
        assertThat(found("elise papa")).containsExactly("100%");
        assertThat(found("0%")).containsExactly("100%");
        assertThat(found("_")).isEmpty();
        assertThat(found("nobody")).isEmpty();
        assertThat(studies.list(radiologist, "", 1, 1))
                .extracting(row -> row.patient().id())
                .containsExactly("P2");
    }

    private List<String> found(String filter) {
        return studies.list(radiologist, filter, 0, 10).stream()
                .map(row -> row.patient().id())
                .toList();
    }

    @Test
    void a_built_package_is_the_zip_that_was_promised() throws Exception {
        var first = TestObject.ofPatient("P1");
        var made = aPackageOf(first, first.next(), first.inNewSeries("SR"));

        assertThat(builder.build(made)).isEqualTo(new Outcome.Built());

        var facts = packages.zip(made).orElseThrow();
        byte[] zip;
        try (var open = packages.open(made)) {
            assertThat(open.size()).isEqualTo(facts.size());
            zip = Channels.newInputStream(open.content()).readAllBytes();
        }
        assertThat(zip).hasSize((int) facts.size());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip)))
                .isEqualTo(facts.sha256());
        assertThat(entriesOf(zip)).contains("DICOMDIR", "README.TXT", "INDEX.HTM", "IMAGES/DICOMDIR");
        assertThat(packages.progress(List.of(made)).get(made)).isEqualTo(new Packages.Progress(3, 3));
        assertThat(packages.facts(made).built()).isTrue();
    }

    private static List<String> entriesOf(byte[] zip) throws IOException {
        var names = new ArrayList<String>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void what_arrives_later_is_not_in_the_package() {
        var first = TestObject.ofPatient("P1");
        var made = aPackageOf(first);
        receive(first.next());

        builder.build(made);

        assertThat(packages.facts(made).instances()).isEqualTo(1);
    }

    @Test
    void a_package_is_built_once() {
        var made = aPackageOf(TestObject.ofPatient("P1"));
        builder.build(made);
        var objects = store.names();

        assertThat(builder.build(made)).isEqualTo(new Outcome.Built());

        assertThat(store.names()).isEqualTo(objects);
    }

    @Test
    void two_builders_at_once_build_it_once() throws Exception {
        var made = aPackageOf(TestObject.ofPatient("P1").withPixels(8 << 20));
        var before = store.names().size();

        try (var executor = Executors.newFixedThreadPool(3)) {
            var outcomes =
                    executor.invokeAll(java.util.Collections.nCopies(3, (Callable<Outcome>) () -> builder.build(made)));
            assertThat(outcomes).extracting(Future::resultNow).containsOnly(new Outcome.Built());
        }

        assertThat(store.names()).hasSize(before + 2);
    }

    @Test
    void a_builder_that_was_killed_is_succeeded_and_its_leftovers_are_destroyed() throws IOException {
        var made = aPackageOf(TestObject.ofPatient("P1"));
        var leftover = new ObjectName("packages/" + UUID.randomUUID());
        try (var pending = store.create(leftover)) {
            pending.commit();
        }
        jdbc.sql("""
                        update package set builder = :builder, builder_until = :until, zip_object = :zip
                        where id = :id""")
                .param("builder", UUID.randomUUID())
                .param("until", clock.instant().minusSeconds(1).atOffset(ZoneOffset.UTC))
                .param("zip", leftover.value())
                .param("id", made.value())
                .update();

        assertThat(builder.build(made)).isEqualTo(new Outcome.Built());

        assertThat(store.names()).doesNotContain(leftover);
    }

    @Test
    void a_package_whose_images_are_gone_is_not_built_incomplete() {
        var first = TestObject.ofPatient("P1");
        var second = first.next();
        var made = aPackageOf(first, second);
        jdbc.sql("delete from instance where sop_uid = :sop")
                .param("sop", second.sop())
                .update();

        assertThat(builder.build(made)).isEqualTo(new Outcome.ImagesGone());

        assertThat(packages.facts(made).built()).isFalse();
    }

    @Test
    void a_full_disk_says_what_to_do_and_the_next_try_succeeds() {
        var made = aPackageOf(TestObject.ofPatient("P1").withPixels(4 << 20));
        var before = store.names();
        store.leaveRoomFor(100_000);

        assertThatExceptionOfType(PackageNotBuilt.class)
                .isThrownBy(() -> builder.build(made))
                .withMessageContaining("free some space");

        store.leaveRoomFor(Long.MAX_VALUE);
        assertThat(store.names()).isEqualTo(before);
        assertThat(builder.build(made)).isEqualTo(new Outcome.Built());
    }

    @Test
    void a_damaged_object_is_named() {
        var object = TestObject.ofPatient("P1");
        var made = aPackageOf(object);
        var name = new ObjectName(jdbc.sql("select object_name from instance where sop_uid = :sop")
                .param("sop", object.sop())
                .query(String.class)
                .single());
        var bytes = store.stored(name);
        bytes[bytes.length / 2] ^= 1;
        store.tamper(name, bytes);

        assertThatExceptionOfType(PackageNotBuilt.class)
                .isThrownBy(() -> builder.build(made))
                .withMessageContaining("damaged")
                .withMessageContaining("restore it from a backup");
    }
}
