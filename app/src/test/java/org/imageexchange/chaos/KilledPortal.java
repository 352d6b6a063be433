package org.imageexchange.chaos;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Starts a {@link ChaosPortal} on a folder, and kills it. */
final class KilledPortal {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Path folder;
    /** Starts soon, and computes slowly. */
    static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    private final List<String> machine = new ArrayList<>();
    private final List<String> settings;
    private final int port;
    private int starts;
    private Process process;

    /** @param settings of the portal, or of its machine ({@code -XX:…}) */
    KilledPortal(Path folder, String... settings) throws IOException {
        this.folder = folder;
        this.settings = Stream.of(settings)
                .filter(setting -> !setting.startsWith("-XX:"))
                .toList();
        Stream.of(settings).filter(setting -> setting.startsWith("-XX:")).forEach(machine::add);
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Begins a start; {@link #awaitReady} waits for its end. */
    void start() throws IOException {
        starts++;
        var logs = Files.createDirectories(folder.resolve("logs"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path")
                        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                ChaosPortal.class.getName(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--portal.data=" + folder.resolve("data"),
                "--portal.demo=true",
                "--portal.base-url=http://127.0.0.1:" + port,
                "--spring.datasource.url=" + database(),
                "--spring.jpa.open-in-view=false",
                "--spring.jpa.hibernate.ddl-auto=validate",
                "--spring.main.banner-mode=off"));
        command.addAll(1, machine);
        command.addAll(settings);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("start-" + starts + ".log").toFile())
                .start();
    }

    private String database() {
        return "jdbc:h2:file:" + folder.resolve("data/db/portal")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";
    }

    /** While it is dead: how many transfers its death kept from their recipients. */
    int undelivered() throws SQLException {
        try (var connection = DriverManager.getConnection(database());
                var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from transfer where not delivered")) {
            count.next();
            return count.getInt(1);
        }
    }

    void awaitReady() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        var request = HttpRequest.newBuilder(address("/chaos/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            while (true) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The portal did not start:\n" + lastLog());
                }
                try {
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 204) {
                        return;
                    }
                } catch (IOException e) {
                    // not listening yet: asked again below, until the deadline
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The portal was not ready in " + LONGEST_START + ":\n" + lastLog());
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    /** kill -9: no hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    String lastLog() throws IOException {
        var lines = Files.readAllLines(folder.resolve("logs/start-" + starts + ".log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
