package org.imageexchange.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.imageexchange.processes.Forms;
import org.imageexchange.processes.Outcomes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People go through the wizard of a forward while the portal is killed in every step of it. */
class KilledWizardTests {

    private static final Logger LOG = LoggerFactory.getLogger(KilledWizardTests.class);
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private static final List<String> STEPS = List.of(
            Forms.CHOOSE_DESTINATION,
            Forms.CREATE_RECIPIENT,
            Forms.ADDITIONAL_INFO,
            Forms.MESSAGES,
            Forms.APPROVE_DISCLAIMER);

    @TempDir
    Path folder;

    private KilledPortal portal;
    private final AtomicLong seeds = new AtomicLong(9_000);
    private final AtomicLong people = new AtomicLong();

    /** Drafts whose last answer was acknowledged, and what it was. */
    private final Map<UUID, String> acknowledged = new ConcurrentHashMap<>();

    private final AtomicLong answers = new AtomicLong();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    /** A transfer and its recipient. */
    private record Received(UUID transfer, String email, String mobile) {}

    @AfterEach
    void stop() throws InterruptedException {
        portal.kill();
    }

    /** One wizard rests in each step; the portal is killed, and then once more with its engine's data lost. */
    @Test
    void a_kill_in_any_step_loses_nothing_of_it_and_so_does_the_loss_of_the_engine() throws Exception {
        start();
        var resting = new LinkedHashMap<String, Desk>();
        for (var step : STEPS) {
            var desk = new Desk(received());
            desk.begin();
            desk.goTo(step);
            resting.put(step, desk);
        }

        portal.kill();
        portal.start();
        portal.awaitReady();
        for (var wizard : resting.entrySet()) {
            var desk = wizard.getValue();
            desk.signIn();
            assertThat(desk.awaitStep()).as("the step that it rested in").isEqualTo(wizard.getKey());
            assertThat(desk.left()).isEqualTo(2);
        }
        var last = resting.get(Forms.APPROVE_DISCLAIMER);
        last.answer(Outcomes.APPROVE);
        assertThat(last.awaitEnd()).isEqualTo("forwarded");

        portal.kill();
        delete(folder.resolve("data/engine"));
        portal.start();
        portal.awaitReady();
        for (var step : STEPS.subList(0, 4)) {
            var desk = resting.get(step);
            desk.signIn();
            assertThat(desk.awaitStep()).as("begins anew").isEqualTo(Forms.CHOOSE_DESTINATION);
            if (!step.equals(Forms.CHOOSE_DESTINATION)) {
                assertThat(desk.typed()).as("with what was typed").contains(desk.destination());
            }
            desk.goTo(Forms.APPROVE_DISCLAIMER);
            desk.answer(Outcomes.APPROVE);
            assertThat(desk.awaitEnd()).isEqualTo("forwarded");
        }
        everythingSettles();
    }

    @Test
    @Tag("long")
    void no_acknowledged_step_is_lost_and_no_place_leaks_over_twenty_five_kills() throws Exception {
        killWhilePeopleForward(25);
    }

    private void killWhilePeopleForward(int kills) throws Exception {
        start();
        var random = new Random();
        var working = new AtomicBoolean(true);
        try (var pool = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 3; i++) {
                pool.submit(() -> whilst(working, random));
            }
            for (int i = 1; i <= kills; i++) {
                var before = answers.get();
                var more = random.nextInt(12);
                await().atMost(SETTLED)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> !wrong.isEmpty() || answers.get() >= before + more);
                // When a process dies is what this test varies.
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
                portal.kill();
                LOG.info("Kill {} of {}: {} answers acknowledged", i, kills, answers);
                portal.start();
                portal.awaitReady();
            }
            working.set(false);
        }
        assertThat(wrong).isEmpty();
        everythingSettles();
    }

    private void start() throws Exception {
        portal = new KilledPortal(folder, KilledPortal.ONE_COMPILER);
        portal.start();
        portal.awaitReady();
    }

    /** Somebody's wizards, again and again; what fails because the portal is dead is taken up where it stands. */
    private void whilst(AtomicBoolean working, Random random) {
        while (working.get()) {
            try {
                var desk = persistently(working, () -> new Desk(received()));
                for (int i = 0; i < 3 && working.get() && desk != null; i++) {
                    wizard(working, desk, random.nextInt(4) == 0);
                }
            } catch (Exception e) {
                wrong.add(e.toString());
                return;
            }
        }
    }

    private void wizard(AtomicBoolean working, Desk desk, boolean cancelled) throws Exception {
        var click = UUID.randomUUID();
        desk.draft = null;
        while (working.get()) {
            try {
                desk.signIn();
                desk.begin(click);
                for (var at = desk.awaitStep(); STEPS.contains(at); at = desk.awaitStep()) {
                    var way = at.equals(Forms.APPROVE_DISCLAIMER)
                            ? cancelled ? Outcomes.CANCEL : Outcomes.APPROVE
                            : Outcomes.NEXT;
                    desk.answer(way);
                    acknowledged.put(desk.draft, way);
                    answers.incrementAndGet();
                    if (!way.equals(Outcomes.NEXT)) {
                        return;
                    }
                    var after = desk.awaitStep();
                    if (STEPS.contains(after) && STEPS.indexOf(after) <= STEPS.indexOf(at)) {
                        wrong.add("Back at " + after + " after " + at + " was acknowledged");
                    }
                }
                return;
            } catch (IOException e) {
                again(e);
            }
        }
    }

    /** The portal is dead or starts: whoever waits for it must not take its processor away. */
    private static void again(IOException why) throws InterruptedException {
        LOG.debug("Again: {}", why.toString());
        TimeUnit.MILLISECONDS.sleep(50);
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    private static <T> T persistently(AtomicBoolean working, Work<T> work) throws Exception {
        while (working.get()) {
            try {
                return work.run();
            } catch (IOException e) {
                again(e);
            }
        }
        return null;
    }

    /** What was acknowledged has happened, once; and who is not forwarding or done holds no place. */
    private void everythingSettles() throws Exception {
        var desk = new Desk();
        await().atMost(SETTLED).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            var rows = desk.get("/chaos/forward/drafts", Map.of()).valueStream().toList();
            assertThat(rows).isNotEmpty().allSatisfy(row -> {
                var id = UUID.fromString(row.get("id").asString());
                var state = row.get("state").asString();
                switch (acknowledged.getOrDefault(id, "")) {
                    case Outcomes.APPROVE -> assertThat(state).isEqualTo("FORWARDED");
                    case Outcomes.CANCEL -> assertThat(state).isEqualTo("CANCELLED");
                    default -> {} // between two steps, or nobody was told
                }
                assertThat(row.get("places").asInt())
                        .as("places of a draft that is " + state)
                        .isEqualTo(state.equals("FORWARDED") || state.equals("OPEN") ? 1 : 0);
                assertThat(row.get("used").asInt()).isEqualTo(state.equals("FORWARDED") ? 1 : 0);
                assertThat(row.get("made").asInt()).isEqualTo(state.equals("FORWARDED") ? 1 : 0);
                assertThat(row.get("working").asBoolean()).isEqualTo(state.equals("OPEN"));
            });
            assertThat(rows.stream()
                            .filter(row -> row.get("used").asInt() == 1)
                            .collect(Collectors.groupingBy(
                                    row -> row.get("transfer_id").asString(), Collectors.counting()))
                            .values())
                    .allMatch(forwards -> forwards <= 3);
        });
        var rows = desk.get("/chaos/forward/drafts", Map.of()).valueStream().toList();
        LOG.info(
                "{} wizards, {} answers acknowledged, {} forwards",
                rows.size(),
                answers,
                rows.stream().filter(row -> row.get("used").asInt() == 1).count());
    }

    private Received received() throws Exception {
        var desk = new Desk();
        var number = people.incrementAndGet();
        var email = "c" + number + "-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
        var mobile = "+447700900%03d".formatted(100 + number % 900);
        var bytes = new ByteArrayOutputStream();
        new PhantomStudy(1, seeds.incrementAndGet()).write(0, bytes);
        var study = desk.send(HttpRequest.newBuilder(portal.address("/chaos/upload"))
                        .POST(BodyPublishers.ofByteArray(bytes.toByteArray())))
                .replace("\"", "");
        var transfer = UUID.fromString(desk.post(
                        "/chaos/send",
                        Map.of("key", UUID.randomUUID().toString(), "study", study, "email", email, "mobile", mobile))
                .replace("\"", ""));
        for (var end = System.nanoTime() + SETTLED.toNanos(); ; TimeUnit.MILLISECONDS.sleep(50)) {
            for (var row : desk.get("/chaos/transfers", Map.of())) {
                if (row.get("id").asString().equals(transfer.toString())
                        && row.get("status").asString().equals("NEW")) {
                    return new Received(transfer, email, mobile);
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Transfer " + transfer + " was not delivered");
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (var file : new ArrayList<>(files.toList()).reversed()) {
                Files.delete(file);
            }
        }
    }

    /** The browser of one recipient. */
    private final class Desk {

        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        private final Received received;
        private UUID draft;

        Desk() {
            this.received = null;
        }

        Desk(Received received) throws Exception {
            this.received = received;
            signIn();
        }

        void signIn() throws Exception {
            post("/chaos/as-recipient", Map.of("email", received.email(), "mobile", received.mobile()));
        }

        void begin() throws Exception {
            begin(UUID.randomUUID());
        }

        /** The same click begins the same wizard. */
        void begin(UUID click) throws Exception {
            draft = UUID.fromString(post(
                            "/chaos/forward/begin",
                            Map.of("transfer", received.transfer().toString(), "click", click.toString()))
                    .replace("\"", ""));
        }

        String destination() {
            return "d" + draft.toString().substring(0, 8) + "@lawyers.example.org";
        }

        void goTo(String step) throws Exception {
            for (var at = awaitStep(); !at.equals(step); at = awaitStep()) {
                answer(Outcomes.NEXT);
            }
        }

        String awaitStep() throws Exception {
            return await(at -> !at.equals("working"));
        }

        String awaitEnd() throws Exception {
            return await(at -> !at.equals("working") && !STEPS.contains(at));
        }

        private String await(Predicate<String> enough) throws Exception {
            for (var end = System.nanoTime() + SETTLED.toNanos(); ; TimeUnit.MILLISECONDS.sleep(50)) {
                var at = standing().get("at").asString();
                if (enough.test(at)) {
                    return at;
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Draft " + draft + " is at " + at);
                }
            }
        }

        String typed() throws Exception {
            return standing().get("typed").asString();
        }

        private JsonNode standing() throws Exception {
            return get("/chaos/forward/standing", Map.of("draft", draft.toString()));
        }

        int left() throws Exception {
            return get(
                            "/chaos/forward/left",
                            Map.of("transfer", received.transfer().toString()))
                    .asInt();
        }

        /** With whatever any of the forms asks for. */
        void answer(String way) throws Exception {
            var typed = new LinkedHashMap<String, String>();
            typed.put("draft", draft.toString());
            typed.put("way", way);
            typed.put("email", destination());
            typed.put("name", "Sol Icitor");
            typed.put("address", "1 High Street");
            typed.put("phone", "+442079460200");
            typed.put("mobile", "+447700900499");
            typed.put("reason", "Other");
            typed.put("message", "As agreed.");
            typed.put("days", "3");
            typed.put("approved", "true");
            post("/chaos/forward/answer", typed);
        }

        JsonNode get(String path, Map<String, String> parameters) throws Exception {
            return JsonMapper.shared().readTree(send(HttpRequest.newBuilder(portal.address(path + query(parameters)))));
        }

        String post(String path, Map<String, String> parameters) throws Exception {
            return send(HttpRequest.newBuilder(portal.address(path + query(parameters)))
                    .POST(BodyPublishers.noBody()));
        }

        private String send(HttpRequest.Builder request) throws Exception {
            var answer = client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }

        private static String query(Map<String, String> parameters) {
            return parameters.entrySet().stream()
                    .map(parameter ->
                            parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
        }
    }
}
