package org.imageexchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipInputStream;
import org.imageexchange.MovedClock;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignedIn;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.imageexchange.imaging.TestObject;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.transfer.Dashboard;
import org.imageexchange.transfer.Sending;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.transfer.TransferParts.Post;
import org.imageexchange.transfer.TransferStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = {
            Downloads.class,
            DownloadController.class,
            DownloadConfiguration.class,
            LostPackages.class,
            DownloadPortal.class
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                    + ";DEFAULT_NULL_ORDERING=HIGH",
            "spring.jpa.hibernate.ddl-auto=validate",
            "spring.jpa.open-in-view=false",
            "server.address=127.0.0.1"
        })
@ExtendWith(OutputCaptureExtension.class)
class DownloadTests {

    @LocalServerPort
    private int port;

    @Autowired
    private DownloadPortal.Door door;

    @Autowired
    private DownloadPortal.Record record;

    @Autowired
    private Hospital hospital;

    @Autowired
    private Post post;

    @Autowired
    private Sending sending;

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private InMemoryObjectStore store;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovedClock clock;

    private final HttpClient http = HttpClient.newHttpClient();

    private InstitutionId institution;
    private SignedIn radiologist;
    private SignedIn recipient;
    private EmailAddress email;
    private MobileNumber mobile;
    private String key;
    private TransferId transfer;

    @BeforeEach
    void send() {
        institution = hospital.institution();
        radiologist = hospital.radiologist(institution);
        email = hospital.email();
        mobile = hospital.mobile();
        recipient = post.recipient(email, mobile);
        key = door.letIn(recipient);
        transfer = deliver(TestObject.ofPatient("P1").withPixels(200_000));
        record.downloads.clear();
    }

    private TransferId deliver(TestObject object) {
        var sent = post.sent(radiologist, email, mobile, object);
        post.deliver(sent);
        return sent;
    }

    private HttpRequest.Builder request(String id) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/download/" + id));
    }

    private HttpResponse<byte[]> get(String... headers) throws Exception {
        return getAs(transfer.value().toString(), key, headers);
    }

    private HttpResponse<byte[]> getAs(String id, String who, String... headers) throws Exception {
        var request = request(id).header(DownloadPortal.Door.HEADER, who);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private TransferStatus status() {
        return dashboard.row(radiologist, transfer).status();
    }

    private void becomes(TransferStatus expected) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(status()).isEqualTo(expected));
    }

    /** Downloads are recorded behind their last byte: waits until so many have been. */
    private void recorded(int downloads) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(record.downloads).hasSize(downloads));
    }

    @Test
    void the_package_comes_whole_with_all_that_a_browser_needs() throws Exception {
        var answer = get();

        var zip = answer.body();
        var headers = answer.headers();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(headers.firstValue("Content-Type")).contains("application/zip");
        assertThat(headers.firstValueAsLong("Content-Length")).hasValue(zip.length);
        assertThat(headers.firstValue("Accept-Ranges")).contains("bytes");
        assertThat(headers.firstValue("ETag"))
                .contains('"'
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(zip))
                        + '"');
        assertThat(headers.firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"images-[0-9a-f]{8}\\.zip\"");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store", "no-transform");
        assertThat(entriesOf(zip)).contains("DICOMDIR", "IMAGES/DICOMDIR", "README.TXT", "INDEX.HTM");
        becomes(TransferStatus.COMPLETE);
        recorded(1);
        assertThat(record.downloads.getFirst().by()).isEqualTo(recipient.account());
        assertThat(record.downloads.getFirst().sentUntil()).isEqualTo(zip.length);
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
    void head_describes_the_file_and_opens_nothing() throws Exception {
        var whole = request(transfer.value().toString())
                .header(DownloadPortal.Door.HEADER, key)
                .header("Range", "bytes=0-9")
                .HEAD()
                .build();

        var answer = http.send(whole, BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isGreaterThan(200_000);
        assertThat(answer.headers().firstValue("ETag")).isPresent();
        assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(dashboard.row(radiologist, transfer).openedAt()).isNull();
    }

    @Test
    void a_range_is_sent_as_it_was_asked_for() throws Exception {
        var zip = get().body();

        var answer = get("Range", "bytes=1000-1999");

        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes 1000-1999/" + zip.length);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(1000);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(zip, 1000, 2000));
        assertThat(get("Range", "bytes=-7").body()).isEqualTo(Arrays.copyOfRange(zip, zip.length - 7, zip.length));
        assertThat(get("Range", "bytes=5-").body()).isEqualTo(Arrays.copyOfRange(zip, 5, zip.length));
    }

    @Test
    void several_ranges_get_the_whole() throws Exception {
        assertThat(get("Range", "bytes=0-1,5-6").statusCode()).isEqualTo(200);
    }

    @Test
    void a_range_outside_says_how_long_the_file_is() throws Exception {
        var answer = get("Range", "bytes=999999999-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range").orElseThrow()).matches("bytes \\*/[0-9]+");
        assertThat(dashboard.row(radiologist, transfer).openedAt()).isNull();
    }

    @Test
    void conditions_are_kept() throws Exception {
        var tag = get("Range", "bytes=0-0").headers().firstValue("ETag").orElseThrow();

        assertThat(get("If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get("If-Match", "\"other\"").statusCode()).isEqualTo(412);
        assertThat(get("If-Match", tag).statusCode()).isEqualTo(200);
        assertThat(get("Range", "bytes=0-9", "If-Range", tag).statusCode()).isEqualTo(206);
        assertThat(get("Range", "bytes=0-9", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_tail_alone_completes_nothing() throws Exception {
        get("Range", "bytes=-100");
        get("Range", "bytes=100-");

        recorded(2);
        assertThat(status()).isEqualTo(TransferStatus.NEW);
        assertThat(dashboard.row(radiologist, transfer).openedAt()).isNotNull();

        get("Range", "bytes=0-99");
        becomes(TransferStatus.COMPLETE);
    }

    @Test
    void parallel_ranges_complete_together() throws Exception {
        var size = Math.toIntExact(get("Range", "bytes=0-0")
                .headers()
                .firstValue("Content-Range")
                .map(range -> Long.parseLong(range.substring(range.indexOf('/') + 1)))
                .orElseThrow());
        var step = size / 16 + 1;
        try (var executor = Executors.newFixedThreadPool(8)) {
            var parts = new ArrayList<Callable<HttpResponse<byte[]>>>();
            for (int from = 0; from < size; from += step) {
                var range = "bytes=" + from + "-" + Math.min(from + step - 1, size - 1);
                parts.add(() -> get("Range", range));
            }
            assertThat(executor.invokeAll(parts))
                    .extracting(Future::resultNow)
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(206);
        }

        becomes(TransferStatus.COMPLETE);
        assertThat(jdbc.sql("select count(*) from download_range where transfer_id = :id")
                        .param("id", transfer.value())
                        .query(Integer.class)
                        .single())
                .as("merged into one")
                .isEqualTo(1);
    }

    @Test
    void the_senders_own_download_counts_for_nothing() throws Exception {
        var answer = getAs(transfer.value().toString(), door.letIn(radiologist));

        assertThat(answer.statusCode()).isEqualTo(200);
        recorded(1);
        assertThat(record.downloads.getFirst().byRecipient()).isFalse();
        assertThat(status()).isEqualTo(TransferStatus.NEW);
        assertThat(dashboard.row(radiologist, transfer).openedAt()).isNull();
    }

    @Test
    void to_everybody_else_every_id_looks_the_same() throws Exception {
        var preparing = post.sent(radiologist, email, mobile);
        var strangers = List.of(
                hospital.person(email, new PasscodeChannel.Sms(hospital.mobile())),
                hospital.person(new PasscodeChannel.Sms(mobile)),
                hospital.person(),
                hospital.radiologist(),
                hospital.administrator(institution));
        var expected = getAs(UUID.randomUUID().toString(), key);
        assertThat(expected.statusCode()).isEqualTo(404);

        for (var stranger : strangers) {
            var who = door.letIn(stranger);
            for (var id : List.of(
                    transfer.value().toString(),
                    preparing.value().toString(),
                    UUID.randomUUID().toString(),
                    "1",
                    transfer.value() + "0")) {
                assertLooksLike(expected, getAs(id, who));
                assertLooksLike(expected, getAs(id, who, "Range", "bytes=0-1"));
            }
        }
        assertLooksLike(expected, getAs(preparing.value().toString(), key));
        assertThat(record.downloads).isEmpty();
    }

    private static void assertLooksLike(HttpResponse<byte[]> expected, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(expected.statusCode());
        assertThat(withoutTime(answer)).isEqualTo(withoutTime(expected));
        assertThat(answer.headers().map().keySet())
                .isEqualTo(expected.headers().map().keySet());
    }

    /** An error page says when and where it was asked for. */
    private static String withoutTime(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8)
                .replaceAll("\"timestamp\":\"[^\"]*\"", "")
                .replaceAll("\"path\":\"[^\"]*\"", "");
    }

    @Test
    void who_is_not_signed_in_is_led_to_sign_in_whatever_the_id() throws Exception {
        for (var id : List.of(transfer.value().toString(), UUID.randomUUID().toString(), "nothing")) {
            var answer = http.send(request(id).build(), BodyHandlers.ofByteArray());

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
        }
    }

    @Test
    void what_has_expired_or_was_withdrawn_looks_like_what_is_not_there() throws Exception {
        var expected = getAs(UUID.randomUUID().toString(), key);
        sending.withdraw(radiologist, transfer);
        assertLooksLike(expected, get());

        transfer = deliver(TestObject.ofPatient("P2"));
        assertThat(get("Range", "bytes=0-1").statusCode()).isEqualTo(206);
        clock.advance(Duration.ofDays(14));
        assertLooksLike(expected, get());
    }

    @Test
    void withdrawing_cuts_a_download_that_runs() throws Exception {
        transfer = deliver(TestObject.ofPatient("P1").withPixels(48 << 20));
        try (var socket = slowDownload()) {
            var in = socket.getInputStream();
            in.readNBytes(64 << 10);

            sending.withdraw(radiologist, transfer);
            var withdrawnAt = System.nanoTime();
            var buffer = new byte[64 << 10];
            var received = 0L;
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received += read;
                keepPace(received, withdrawnAt);
            }

            assertThat(received).as("bytes after the withdrawal").isLessThan(40L << 20);
            assertThat(Duration.ofNanos(System.nanoTime() - withdrawnAt)).isLessThan(Duration.ofSeconds(3));
        }
        recorded(1);
        assertThat(status()).isEqualTo(TransferStatus.WITHDRAWN);
    }

    /** As a line of 16 MB/s: 48 MB would take three seconds, so that all of it can't be through when it is cut. */
    private static void keepPace(long received, long since) {
        var due = since + received * 1_000_000_000L / (16 << 20);
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    /** A connection on which nobody reads yet. */
    private Socket slowDownload() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write("GET /download/%s HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\n\r\n"
                        .formatted(transfer.value(), DownloadPortal.Door.HEADER, key)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void a_download_that_is_broken_off_is_no_error_and_can_be_resumed(CapturedOutput output) throws Exception {
        transfer = deliver(TestObject.ofPatient("P1").withPixels(48 << 20));
        try (var socket = slowDownload()) {
            socket.getInputStream().readNBytes(1 << 20);
        }
        recorded(1);

        var sent = record.downloads.getFirst().sentUntil();
        assertThat(sent).isBetween(1L << 19, 40L << 20);
        assertThat(status()).isEqualTo(TransferStatus.NEW);
        assertThat(output.getAll()).doesNotContain("ERROR", "Broken pipe", "Connection reset");

        get("Range", "bytes=" + sent + "-");
        becomes(TransferStatus.COMPLETE);
    }

    @Test
    void curl_resumes_what_it_has(@TempDir Path folder) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/curl")))
                .as("curl is installed")
                .isTrue();
        var zip = get().body();
        var file = folder.resolve("images.zip");
        Files.write(file, Arrays.copyOf(zip, 100_000));

        var curl = new ProcessBuilder(
                        "/usr/bin/curl",
                        "--silent",
                        "--show-error",
                        "--fail",
                        "-C",
                        "-",
                        "-H",
                        DownloadPortal.Door.HEADER + ": " + key,
                        "-o",
                        file.toString(),
                        "http://127.0.0.1:" + port + "/download/" + transfer.value())
                .inheritIO()
                .start();

        assertThat(curl.waitFor()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(zip);
    }

    @Test
    void a_damaged_package_is_made_again_to_the_byte(CapturedOutput output) throws Exception {
        var whole = get();
        becomes(TransferStatus.COMPLETE);
        var name = new ObjectName(
                jdbc.sql("select p.zip_object from package p join transfer t on t.package_id = p.id where t.id = :id")
                        .param("id", transfer.value())
                        .query(String.class)
                        .single());
        var bytes = store.stored(name);
        bytes[bytes.length / 2] ^= 1;
        store.tamper(name, bytes);

        var answer = get();

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(output.getAll()).contains("can't be read and is built again: see to its disk");
        assertThat(status()).isEqualTo(TransferStatus.NEW);
        assertThat(get().statusCode()).as("until it is built").isEqualTo(503);
        assertThat(getAs(transfer.value().toString(), door.letIn(post.recipient(hospital.email(), hospital.mobile())))
                        .statusCode())
                .as("to somebody else")
                .isEqualTo(404);

        post.deliver(transfer);

        var again = get();
        assertThat(again.body()).isEqualTo(whole.body());
        assertThat(again.headers().firstValue("ETag")).isEqualTo(whole.headers().firstValue("ETag"));
        becomes(TransferStatus.COMPLETE);
    }

    @Test
    void nothing_of_the_patient_is_in_the_log(CapturedOutput output) throws Exception {
        get();
        becomes(TransferStatus.COMPLETE);

        assertThat(output.getAll()).doesNotContain("EXAMPLE", "Morag", email.value(), mobile.e164());
    }
}
