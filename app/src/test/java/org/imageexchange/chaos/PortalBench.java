package org.imageexchange.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The portal in a process of its own against nginx and Orthanc, with the same files, the same client and in turns. */
@Tag("bench")
class PortalBench {

    private static final Logger LOG = LoggerFactory.getLogger(PortalBench.class);
    private static final int SLICES = 500;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 7;
    private static final int CLICKS_A_SECOND = 20;
    /** A portal that has been up for a while: before that the compiler takes what the passcodes need. */
    private static final int WARM = 900;

    private static final int WARM_A_SECOND = 10;
    private static final int CLICKS = 600;

    @TempDir
    static Path folder;

    private static KilledPortal portal;
    private static HttpClient http;
    private static CookieManager cookies;
    private static final List<Process> peers = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        portal = new KilledPortal(folder, "--portal.policy.network.passcodes-an-hour=1000000");
        portal.start();
        portal.awaitReady();
        cookies = new CookieManager();
        http = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    @AfterAll
    static void stop() throws Exception {
        peers.forEach(Process::destroy);
        portal.kill();
    }

    @Test
    void package_of_500_slices_from_send_to_new_and_its_download() throws Exception {
        assumeThat(installed("curl")).as("curl is installed").isNotEmpty();
        var phantom = new PhantomStudy(SLICES, 77);
        UUID study = null;
        for (var slice = 0; slice < SLICES; slice++) {
            study = UUID.fromString(
                    post("/chaos/upload", bytesOf(phantom, slice)).replace("\"", ""));
        }

        var sent = System.nanoTime();
        var transfer = post(
                        "/chaos/send?key=" + UUID.randomUUID() + "&study=" + study
                                + "&email=bench@example.org&mobile=%2B447700900123",
                        new byte[0])
                .replace("\"", "");
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get("/chaos/transfers").contains("\"NEW\""));
        var prepared = seconds(sent);
        LOG.info("send to New, {} slices, first of the process: {} s", SLICES, twoDigits(prepared));

        post("/chaos/as-radiology", new byte[0]);
        var session = cookies.getCookieStore().getCookies().getFirst();
        var ours = portal.address("/download/" + transfer);
        var cookie = "Cookie: " + session.getName() + "=" + session.getValue();
        var zip = folder.resolve("served/images.zip");
        Files.createDirectories(zip.getParent());
        var heapBefore = Long.parseLong(get("/chaos/heap"));
        curl(ours, cookie, zip);
        LOG.info(
                "heap after a download: {} MB more than before",
                twoDigits((Long.parseLong(get("/chaos/heap")) - heapBefore) / 1e6));
        var megabytes = Files.size(zip) / 1e6;

        var nginx = nginx(zip.getParent());
        var orthanc = orthanc(phantom);
        var ourSpeed = new ArrayList<Double>();
        var ourFirst = new ArrayList<Double>();
        var nginxSpeed = new ArrayList<Double>();
        for (var round = -WARM_UP; round < ROUNDS; round++) {
            var mine = curl(ours, cookie, null);
            var theirs = nginx == null ? null : curl(nginx, "", null);
            if (round >= 0) {
                ourSpeed.add(megabytes / mine.total());
                ourFirst.add(mine.firstByte() * 1000);
                if (theirs != null) {
                    nginxSpeed.add(megabytes / theirs.total());
                }
            }
        }
        LOG.info(
                "download, {} MB: ours {} MB/s, first byte {} ms (median of {})",
                Math.round(megabytes),
                Math.round(median(ourSpeed)),
                Math.round(median(ourFirst)),
                ROUNDS);
        if (nginx == null) {
            LOG.info("download: nginx is not installed, so there is no ratio");
        } else {
            LOG.info(
                    "download: nginx {} MB/s, ratio {} (bar 0.5)",
                    Math.round(median(nginxSpeed)),
                    twoDigits(median(ourSpeed) / median(nginxSpeed)));
        }
        if (orthanc == null) {
            LOG.info("Orthanc is not installed, so its archive was not measured");
        } else {
            var archive = curl(orthanc, "", null);
            LOG.info(
                    "Orthanc makes and sends its archive in {} s ({} MB/s of our bytes); our send to New takes {} times that",
                    twoDigits(archive.total()),
                    Math.round(megabytes / archive.total()),
                    twoDigits(prepared / archive.total()));
        }
        assertThat(ourSpeed).hasSize(ROUNDS);
    }

    /** People who have just opened their links press the button, 20 a second, for half a minute. */
    @Test
    void passcodes_from_the_click_to_the_gateway() throws Exception {
        var links = JsonMapper.shared()
                .readValue(post("/chaos/people?count=" + (WARM + CLICKS), new byte[0]), String[].class);
        waitsOf(links, 0, WARM, WARM_A_SECOND);

        var waits = waitsOf(links, WARM, WARM + CLICKS, CLICKS_A_SECOND);

        LOG.info(
                "passcode, click to gateway, {} people at {} a second: p50 {} ms, p95 {} ms, longest {} ms (bar p95 500)",
                waits.size(),
                CLICKS_A_SECOND,
                Math.round(median(waits)),
                Math.round(waits.get(waits.size() * 95 / 100)),
                Math.round(waits.getLast()));
        assertThat(waits).hasSize(CLICKS);
    }

    /** From the click to the gateway, in milliseconds, shortest first; returns when everybody's code was handed over. */
    private static List<Double> waitsOf(String[] links, int from, int to, int aSecond) {
        var clicked = new ConcurrentHashMap<String, Long>();
        var failed = new ConcurrentLinkedQueue<Exception>();
        try (var clock = Executors.newScheduledThreadPool(1);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = from; i < to; i++) {
                var number = i;
                clock.schedule(
                        () -> people.submit(() -> {
                            try {
                                click(links[number], "+4477009%05d".formatted(number), clicked);
                            } catch (Exception e) {
                                failed.add(e);
                            }
                        }),
                        (i - from) * 1000L / aSecond,
                        TimeUnit.MILLISECONDS);
            }
            await().atMost(Duration.ofMinutes(5)).until(() -> clicked.size() + failed.size() == to - from);
        }
        assertThat(failed).isEmpty();
        var handedOver = new HashMap<String, Long>();
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            JsonMapper.shared()
                    .readTree(get("/chaos/handed-over"))
                    .properties()
                    .forEach(one -> handedOver.put(one.getKey(), one.getValue().asLong()));
            return handedOver.keySet().containsAll(clicked.keySet());
        });
        return clicked.entrySet().stream()
                .map(click -> (double) handedOver.get(click.getKey()) - click.getValue())
                .sorted()
                .toList();
    }

    private static void click(String token, String mobile, Map<String, Long> clicked) throws Exception {
        try (var browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            browser.send(request("/chaos/open?token=" + token), BodyHandlers.discarding());
            var now = System.currentTimeMillis();
            var answer = browser.send(request("/chaos/ask"), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("Asking answered " + answer.statusCode());
            }
            clicked.put(mobile, now);
        }
    }

    private static HttpRequest request(String path) {
        return HttpRequest.newBuilder(portal.address(path))
                .POST(BodyPublishers.noBody())
                .build();
    }

    @Test
    void a_start_of_what_was_there_already() throws Exception {
        var starts = new ArrayList<Double>();
        for (var round = 0; round < 3; round++) {
            portal.kill();
            var begun = System.nanoTime();
            portal.start();
            portal.awaitReady();
            starts.add(seconds(begun));
        }
        LOG.info("start after kill -9 (services without pages, classes not packed): {} s", twoDigits(median(starts)));
        assertThat(starts).hasSize(3);
    }

    private static byte[] bytesOf(PhantomStudy phantom, int slice) throws IOException {
        var bytes = new ByteArrayOutputStream();
        phantom.write(slice, bytes);
        return bytes.toByteArray();
    }

    private static String post(String path, byte[] body) throws Exception {
        return answer(HttpRequest.newBuilder(portal.address(path)).POST(BodyPublishers.ofByteArray(body)));
    }

    private static String get(String path) throws Exception {
        return answer(HttpRequest.newBuilder(portal.address(path)));
    }

    private static String answer(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private record Times(double total, double firstByte) {}

    /** The same client for each side; what it receives is thrown away unless there is a file. */
    private static Times curl(URI address, String header, Path file) throws Exception {
        var process = new ProcessBuilder(
                        "curl",
                        "-sSf",
                        "-H",
                        header.isEmpty() ? "X-None: 1" : header,
                        "-o",
                        file == null ? "/dev/null" : file.toString(),
                        "-w",
                        "%{time_total} %{time_starttransfer}",
                        address.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("curl " + address.getPath()).isZero();
        var times = output.split(" ");
        return new Times(Double.parseDouble(times[0]), Double.parseDouble(times[1]));
    }

    private static URI nginx(Path served) throws Exception {
        if (installed("nginx").isEmpty()) {
            return null;
        }
        var port = freePort();
        var home = Files.createDirectories(folder.resolve("nginx/logs")).getParent();
        Files.writeString(
                home.resolve("nginx.conf"), """
                daemon off; pid %s/pid; error_log %s/logs/error.log; worker_processes 1;
                events {}
                http { access_log off; sendfile on;
                  client_body_temp_path %s/b; proxy_temp_path %s/p; fastcgi_temp_path %s/f; uwsgi_temp_path %s/u; scgi_temp_path %s/s;
                  server { listen 127.0.0.1:%d; root %s; } }
                """.formatted(home, home, home, home, home, home, home, port, served));
        folder.toFile().setExecutable(true, false); // its worker is another user
        peers.add(new ProcessBuilder(installed("nginx").getFirst(), "-p", home.toString(), "-c", "nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("logs/out.log").toFile())
                .start());
        var address = URI.create("http://127.0.0.1:" + port + "/images.zip");
        awaitServed(address);
        return address;
    }

    private static URI orthanc(PhantomStudy phantom) throws Exception {
        if (installed("Orthanc").isEmpty()) {
            return null;
        }
        var port = freePort();
        var home = Files.createDirectories(folder.resolve("orthanc"));
        Files.writeString(home.resolve("orthanc.json"), """
                {"Name": "bench", "HttpPort": %d, "DicomServerEnabled": false, "RemoteAccessAllowed": false,
                 "AuthenticationEnabled": false, "StorageDirectory": "%s", "IndexDirectory": "%s", "Plugins": []}
                """.formatted(port, home, home));
        peers.add(new ProcessBuilder(
                        installed("Orthanc").getFirst(),
                        home.resolve("orthanc.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("out.log").toFile())
                .start());
        var base = "http://127.0.0.1:" + port;
        awaitServed(URI.create(base + "/system"));
        for (var slice = 0; slice < SLICES; slice++) {
            answer(HttpRequest.newBuilder(URI.create(base + "/instances"))
                    .POST(BodyPublishers.ofByteArray(bytesOf(phantom, slice))));
        }
        var study = JsonMapper.shared()
                .readTree(answer(HttpRequest.newBuilder(URI.create(base + "/studies"))))
                .get(0)
                .asString();
        return URI.create(base + "/studies/" + study + "/archive");
    }

    private static void awaitServed(URI address) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> http.send(
                                        HttpRequest.newBuilder(address)
                                                .method("GET", BodyPublishers.noBody())
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private static List<String> installed(String tool) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String twoDigits(double value) {
        return "%.2f".formatted(value);
    }
}
