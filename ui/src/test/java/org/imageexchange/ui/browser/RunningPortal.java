package org.imageexchange.ui.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The packaged portal in a process of its own, on a free port and a data folder that the test chooses. */
public final class RunningPortal implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_MAIL = Duration.ofSeconds(90);
    private static final Pattern LINK = Pattern.compile("https?://\\S+/link/\\S+");
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data;
    private final int port;
    private List<String> settings;
    private Process process;

    private RunningPortal(Path data, int port, List<String> settings) throws IOException {
        this.data = data;
        this.port = port;
        this.settings = settings;
        this.process = launch();
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param settings further arguments, for instance {@code --portal.policy.session-idle=20s}
     */
    public static RunningPortal start(Path data, String... settings) throws IOException {
        try (var free = new ServerSocket(0)) {
            var port = free.getLocalPort();
            free.close();
            var portal = new RunningPortal(data, port, Arrays.asList(settings));
            portal.awaitReady();
            return portal;
        }
    }

    private Process launch() throws IOException {
        Files.createDirectories(data);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar().toString(),
                "--portal.demo=true",
                "--portal.data=" + data.resolve("data"),
                "--server.address=127.0.0.1",
                "--server.port=" + port));
        command.addAll(settings);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("ui-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "The portal is not packaged: these tests run after it, by ./mvnw verify"))
                    .toAbsolutePath();
        }
    }

    private void awaitReady() {
        await("the portal to be ready").atMost(LONGEST_START).until(() -> {
            assertThat(process.isAlive())
                    .as(() -> "The portal did not start:\n" + lastOfLog())
                    .isTrue();
            return isReady();
        });
    }

    private boolean isReady() {
        try {
            return get("/actuator/health/readiness").statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address(path)))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** The address of a page. */
    public String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Where its log goes. */
    public Path log() {
        return Path.of("target", "portal-" + port + ".log");
    }

    private String lastOfLog() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message of the demo outbox. */
    public record Mail(
            String id, String channel, String to, @Nullable String subject, String text, String sentAt) {

        /** The address to click, brought to this portal's own port. */
        String link() {
            var link = LINK.matcher(text);
            assertThat(link.find()).as("a link in: " + text).isTrue();
            return URI.create(link.group()).getRawPath();
        }

        String code() {
            var code = CODE.matcher(text);
            assertThat(code.find()).as("a passcode in: " + text).isTrue();
            return code.group();
        }
    }

    /** The demo outbox, newest first. */
    public List<Mail> outbox() {
        try {
            return List.of(
                    JsonMapper.shared().readValue(get("/demo/outbox.json").body(), Mail[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was sent to somebody, newest first. */
    public List<Mail> sentTo(String address) {
        return outbox().stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** Waits until somebody has been sent so many messages, and returns the newest. */
    public Mail awaitMail(String address, int number) {
        return await("message " + number + " in the demo outbox")
                .atMost(LONGEST_MAIL)
                .until(() -> sentTo(address), mails -> mails.size() >= number)
                .getFirst();
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it and starts it again on the same folder and port, with other settings than before. */
    public void restart(String... settings) throws IOException, InterruptedException {
        close();
        this.settings = Arrays.asList(settings);
        process = launch();
        awaitReady();
    }

    /**
     * Where the object that was stored last lies.
     *
     * @param kind {@code instances} or {@code packages}
     */
    public Path newestObject(String kind) throws IOException {
        try (var files = Files.walk(data.resolve("data"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".object"))
                    .filter(file -> Path.of(kind).equals(file.getName(file.getNameCount() - 2)))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
