package org.imageexchange.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.imageexchange.MovedClock;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.imageexchange.imaging.intake.Intake;
import org.imageexchange.imaging.intake.IntakeResult;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.TestVault;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.transfer.Dashboard;
import org.imageexchange.transfer.Sending;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.transfer.TransferStatus;
import org.imageexchange.workflow.Incidents;
import org.imageexchange.workflow.Incidents.Incident;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** What goes wrong around a delivery is seen by an administrator and by the sender, and goes on when it is put right. */
@SpringBootTest(classes = {ChaosPortal.class, StuckDeliveryTests.NotTestApplication.class})
@DirtiesContext
class StuckDeliveryTests {

    /** Longer than any pause between two tries. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicLong SEEDS = new AtomicLong(40_000);
    private static final InMemoryObjectStore STORE = new InMemoryObjectStore();
    private static final int MAIL_PORT = freePort();
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(MAIL_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    /** A class that is no test configuration keeps Spring Boot from adding the other tests' application. */
    static class NotTestApplication {}

    @TempDir
    static Path data;

    @TestBean
    private Clock clock;

    @TestBean
    private Vault vault;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Intake intake;

    @Autowired
    private Sending sending;

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private Incidents incidents;

    @Autowired
    private JdbcClient jdbc;

    private SignedIn radiology;

    static Clock clock() {
        return new MovedClock();
    }

    static Vault vault() {
        return TestVault.over(STORE);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("portal.data", () -> data.toString());
        settings.add("portal.demo", () -> "true");
        settings.add("portal.base-url", () -> "http://localhost");
        settings.add("portal.mail.from", () -> "portal@example.org");
        settings.add("spring.mail.host", () -> "127.0.0.1");
        settings.add("spring.mail.port", () -> MAIL_PORT);
        settings.add(
                "spring.datasource.url",
                () -> "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        settings.add("spring.jpa.open-in-view", () -> "false");
    }

    @BeforeEach
    void startTheMailServer() {
        MAIL.start();
        var account = accounts.find(new EmailAddress("radiology@northwick.example.org"))
                .orElseThrow();
        radiology = new SignedIn(
                account.id(),
                account.name(),
                account.email(),
                account.institution(),
                account.roles(),
                Set.copyOf(account.own().inOrder()));
    }

    @AfterEach
    void stopTheMailServer() {
        STORE.leaveRoomFor(Long.MAX_VALUE);
        MAIL.stop();
    }

    @AfterAll
    static void forget() {
        MAIL.stop();
    }

    @Test
    void a_full_disk_delays_the_transfer_until_there_is_room_again() throws Exception {
        var study = receive();
        STORE.leaveRoomFor(1000);

        var transfer = send(study);

        var incident = awaitIncident();
        assertThat(incident.task()).isEqualTo("Prepare package");
        assertThat(incident.message()).contains("free some space");
        assertThat(row(transfer).delayed()).isTrue();
        assertThat(row(transfer).status()).isEqualTo(TransferStatus.PREPARING);

        STORE.leaveRoomFor(Long.MAX_VALUE);
        incidents.retry(incident.key());

        awaitNew(transfer);
    }

    @Test
    void a_mail_server_that_is_down_delays_the_invitation_until_it_is_back() throws Exception {
        var study = receive();
        MAIL.stop();

        var transfer = send(study);

        var incident = awaitIncident();
        assertThat(incident.task()).isEqualTo("Invite recipient");
        assertThat(incident.message()).doesNotContain("clinic@").isNotBlank();
        assertThat(row(transfer).delayed()).isTrue();

        MAIL.start();
        incidents.retry(incident.key());

        awaitNew(transfer);
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
    }

    @Test
    void a_damaged_image_delays_the_transfer_until_it_is_restored() throws Exception {
        var study = receive();
        var object = new ObjectName(jdbc.sql("select object_name from instance i join series s on s.id = i.series_id"
                        + " where s.study_id = :study")
                .param("study", study.value())
                .query(String.class)
                .single());
        var sound = STORE.stored(object);
        var damaged = sound.clone();
        damaged[damaged.length / 2] ^= 1;
        STORE.tamper(object, damaged);

        var transfer = send(study);

        var incident = awaitIncident();
        assertThat(incident.task()).isEqualTo("Prepare package");
        assertThat(incident.message()).contains("damaged").contains("restore");
        assertThat(row(transfer).delayed()).isTrue();

        STORE.tamper(object, sound);
        incidents.retry(incident.key());

        awaitNew(transfer);
    }

    private StudyId receive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        new PhantomStudy(1, SEEDS.incrementAndGet()).write(0, bytes);
        var result = intake.take(radiology, "image", new ByteArrayInputStream(bytes.toByteArray()));
        return ((IntakeResult.Stored) result.getFirst()).study();
    }

    private TransferId send(StudyId study) {
        var form = new Sending.SendImages(
                Set.of(study), "Dr Reid", "clinic@example.org", "Riverbank Infirmary", "07700 900123", "", "", 14);
        return ((Sending.Sent) sending.send(radiology, UUID.randomUUID(), form)).transfer();
    }

    /** Lets the pauses between the tries pass, until an administrator is needed. */
    private Incident awaitIncident() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> passing(incidents::open), open -> !open.isEmpty())
                .getFirst();
    }

    private void awaitNew(TransferId transfer) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            ((MovedClock) clock).advance(Duration.ofSeconds(1));
            assertThat(incidents.open()).isEmpty();
            assertThat(row(transfer).status()).isEqualTo(TransferStatus.NEW);
            assertThat(row(transfer).delayed()).isFalse();
            assertThat(delivered(transfer)).isTrue();
        });
    }

    private List<Incident> passing(Supplier<List<Incident>> look) {
        ((MovedClock) clock).advance(PAUSE);
        return look.get();
    }

    private boolean delivered(TransferId transfer) {
        return jdbc.sql("select delivered from transfer where id = :id")
                .param("id", transfer.value())
                .query(Boolean.class)
                .single();
    }

    private Dashboard.Row row(TransferId transfer) {
        return dashboard.row(radiology, transfer);
    }

    private static int freePort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
