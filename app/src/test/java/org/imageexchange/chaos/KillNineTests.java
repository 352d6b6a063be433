package org.imageexchange.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People upload, send, sign in and download while the portal is killed again and again. */
class KillNineTests {

    private static final Logger LOG = LoggerFactory.getLogger(KillNineTests.class);
    private static final Pattern LINK = Pattern.compile("/link/([A-Za-z0-9_-]+)");
    private static final Pattern CODE = Pattern.compile("(?m)^@\\S+ #(\\d{6})");
    private static final Duration DRAINED = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private KilledPortal portal;
    private final AtomicLong seeds = new AtomicLong(1_000);

    /** What the portal has acknowledged: form key to transfer. */
    private final Map<UUID, Sent> acknowledged = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<Sent> toCollect = new ConcurrentLinkedQueue<>();
    private final AtomicLong signIns = new AtomicLong();
    private final AtomicLong downloads = new AtomicLong();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    private record Sent(UUID transfer, String email) {}

    @Test
    void no_acknowledged_action_is_lost_and_none_is_done_twice() throws Exception {
        killWhilePeopleWork(6);
    }

    @Test
    @Tag("long")
    void no_acknowledged_action_is_lost_over_twenty_five_kills() throws Exception {
        killWhilePeopleWork(25);
    }

    @Test
    void an_emptied_engine_folder_gets_the_processes_of_all_open_transfers_back() throws Exception {
        portal = new KilledPortal(folder, KilledPortal.ONE_COMPILER);
        portal.start();
        portal.awaitReady();
        var desk = new Desk();
        var studies = List.of(desk.upload(), desk.upload(), desk.upload(), desk.upload());
        for (var study : studies) {
            var key = UUID.randomUUID();
            acknowledged.put(key, new Sent(desk.send(key, study, email(key)), email(key)));
        }
        portal.kill(); // at once: some of them can't be delivered yet
        assertThat(portal.undelivered()).isPositive();

        delete(folder.resolve("data/engine"));
        portal.start();
        portal.awaitReady();

        eachAcknowledgedSendWasDeliveredOnce();
        portal.kill();
    }

    private void killWhilePeopleWork(int kills) throws Exception {
        portal = new KilledPortal(folder, KilledPortal.ONE_COMPILER);
        portal.start();
        portal.awaitReady();
        var random = new Random();
        var working = new AtomicBoolean(true);
        try (var people = Executors.newFixedThreadPool(4)) {
            people.submit(() -> whilst(working, this::uploadAndSend));
            people.submit(() -> whilst(working, this::uploadAndSend));
            people.submit(() -> whilst(working, this::collect));
            people.submit(() -> whilst(working, this::collect));
            var ready = true;
            for (int i = 1; i <= kills; i++) {
                // When a process dies is what this test varies: at some moment after some work, or while it starts.
                if (ready) {
                    awaitWork(random.nextInt(8));
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
                portal.kill();
                LOG.info(
                        "Kill {} of {}: {} sends acknowledged, {} sign-ins, {} downloads",
                        i,
                        kills,
                        acknowledged.size(),
                        signIns,
                        downloads);
                portal.start();
                ready = random.nextInt(5) > 0;
                if (ready) {
                    portal.awaitReady();
                }
            }
            portal.awaitReady();
            awaitWork(5);
            working.set(false);
        }

        assertThat(wrong).isEmpty();
        eachAcknowledgedSendWasDeliveredOnce();
        noneWasDeliveredByTwoProcesses();
        portal.kill();
    }

    /** Waits until so many more actions have been acknowledged. */
    private void awaitWork(int actions) {
        var before = acknowledged.size() + signIns.get() + downloads.get();
        await().atMost(DRAINED)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        !wrong.isEmpty() || acknowledged.size() + signIns.get() + downloads.get() >= before + actions);
    }

    private void eachAcknowledgedSendWasDeliveredOnce() throws Exception {
        var desk = new Desk();
        await().atMost(DRAINED).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(desk.get("/chaos/unfinished").properties())
                    .allSatisfy(left -> assertThat(left.getValue().asLong())
                            .as(left.getKey())
                            .isZero());
            assertThat(desk.get("/chaos/transfers"))
                    .allSatisfy(
                            row -> assertThat(row.get("delivered").asBoolean()).isTrue());
        });
        var rows = desk.get("/chaos/transfers").valueStream().toList();
        assertThat(acknowledged).isNotEmpty();
        for (var sent : acknowledged.entrySet()) {
            var ofThisForm = rows.stream()
                    .filter(row -> row.get("request_key")
                            .asString()
                            .equals(sent.getKey().toString()))
                    .toList();
            assertThat(ofThisForm)
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("id").asString())
                            .isEqualTo(sent.getValue().transfer().toString()));
        }
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get("status").asString()).isIn("NEW", "COMPLETE");
            assertThat(row.get("invitations").asInt()).as("invitations").isOne();
            assertThat(row.get("claims").asInt()).as("claims").isOne();
        });
        desk.post("/chaos/as-radiology", Map.of());
        for (var row : rows) {
            assertThat(desk.download(UUID.fromString(row.get("id").asString()))).isTrue();
        }
    }

    private void noneWasDeliveredByTwoProcesses() throws Exception {
        var rows = new Desk().get("/chaos/transfers").valueStream().toList();
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.get("processes").asInt()).as("processes").isOne());
        LOG.info(
                "{} transfers, their invitations handed over {} times",
                rows.size(),
                rows.stream().mapToInt(row -> row.get("mails").asInt()).sum());
    }

    private void uploadAndSend() throws Exception {
        var desk = new Desk();
        var study = desk.upload();
        var key = UUID.randomUUID();
        var sent = new Sent(desk.send(key, study, email(key)), email(key));
        acknowledged.put(key, sent);
        toCollect.add(sent);
    }

    private void collect() throws Exception {
        var sent = toCollect.poll();
        if (sent == null) {
            TimeUnit.MILLISECONDS.sleep(50); // nothing to collect yet
            return;
        }
        try {
            collect(sent);
        } catch (IOException | Refused e) {
            toCollect.add(sent); // it was killed meanwhile: from the link again, as people do
            throw e;
        }
    }

    private void collect(Sent sent) throws Exception {
        var desk = new Desk();
        var token = desk.latest(sent.email(), LINK);
        desk.post("/chaos/open", Map.of("token", token));
        desk.post("/chaos/ask", Map.of());
        desk.awaitSent();
        desk.post("/chaos/answer", Map.of("code", desk.latest(mobile(sent.email()), CODE)));
        signIns.incrementAndGet();
        if (!desk.download(sent.transfer())) {
            wrong.add("a package that can't be read: " + sent.transfer());
        }
        downloads.incrementAndGet();
    }

    private static String email(UUID key) {
        return "r" + key.toString().replace("-", "") + "@example.org";
    }

    /** One of Ofcom's numbers for drama, the same for the same address. */
    private static String mobile(String email) {
        return "+447700900" + String.format("%03d", Math.floorMod(email.hashCode(), 900) + 100);
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Whatever fails because the portal is dead is simply begun again; a refusal by a living portal is not. */
    private void whilst(AtomicBoolean working, Work work) {
        while (working.get()) {
            try {
                work.run();
            } catch (IOException | Refused e) {
                LOG.debug("Again: {}", e.toString());
            } catch (Exception e) {
                wrong.add(e.toString());
                return;
            }
        }
    }

    private static final class Refused extends Exception {
        Refused(URI address, HttpResponse<String> answer) {
            super(address.getPath() + " " + answer.statusCode() + " " + answer.body());
        }
    }

    /** One browser. */
    private final class Desk {

        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        private final JsonMapper json = JsonMapper.shared();

        UUID upload() throws Exception {
            var study = new PhantomStudy(1, seeds.incrementAndGet());
            var bytes = new ByteArrayOutputStream();
            study.write(0, bytes);
            var request = HttpRequest.newBuilder(portal.address("/chaos/upload"))
                    .POST(BodyPublishers.ofByteArray(bytes.toByteArray()));
            return uuid(send(request));
        }

        UUID send(UUID key, UUID study, String email) throws Exception {
            return uuid(post(
                    "/chaos/send",
                    Map.of("key", key.toString(), "study", study.toString(), "email", email, "mobile", mobile(email))));
        }

        void awaitSent() throws Exception {
            while (true) {
                var progress = send(HttpRequest.newBuilder(portal.address("/chaos/progress")));
                if (progress.equals("Sent")) {
                    return;
                }
                if (!progress.equals("Sending") && !progress.equals("Delayed")) {
                    throw new IOException("No passcode: " + progress);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }

        /** What the pattern finds in the newest message to this address. */
        String latest(String to, Pattern pattern) throws Exception {
            for (var message : get("/demo/outbox.json")) {
                if (message.get("to").asString().equals(to)) {
                    var found = pattern.matcher(message.get("text").asString());
                    if (found.find()) {
                        return found.group(1);
                    }
                }
            }
            throw new IOException("No message yet");
        }

        /** Whether the whole zip arrives and is what its entity tag says. */
        boolean download(UUID transfer) throws Exception {
            var request = HttpRequest.newBuilder(portal.address("/download/" + transfer))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            var answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("Download answered " + answer.statusCode());
            }
            var hash = MessageDigest.getInstance("SHA-256").digest(answer.body());
            return answer.headers()
                    .firstValue("ETag")
                    .orElseThrow()
                    .equals('"' + HexFormat.of().formatHex(hash) + '"');
        }

        String post(String path, Map<String, String> form) throws Exception {
            var body = form.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .reduce((a, b) -> a + "&" + b)
                    .orElse("");
            return send(HttpRequest.newBuilder(portal.address(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body)));
        }

        JsonNode get(String path) throws Exception {
            return json.readTree(send(HttpRequest.newBuilder(portal.address(path))));
        }

        private String send(HttpRequest.Builder request) throws Exception {
            var built = request.timeout(Duration.ofSeconds(30)).build();
            var answer = client.send(built, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new Refused(built.uri(), answer);
            }
            return answer.body();
        }

        private static UUID uuid(String text) {
            return UUID.fromString(text.replace("\"", ""));
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
