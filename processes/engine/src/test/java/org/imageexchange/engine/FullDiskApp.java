package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.imageexchange.engine.TestEngine.process;

import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs an engine on a small disk that it fills; a program of its own, because the disk is mounted for it alone. */
final class FullDiskApp {

    private static final int KEEP_FREE_FOR_STATE = 24 << 20;

    private final Path disk;
    private final Path ballast;

    private FullDiskApp(Path disk) {
        this.disk = disk;
        this.ballast = disk.resolve("ballast");
    }

    public static void main(String[] arguments) throws Exception {
        var app = new FullDiskApp(Path.of(arguments[0]));
        app.whenTheReserveIsTouched();
        app.whenNotOneByteIsLeft();
        System.exit(0);
    }

    /** The usual case: the engine notices before anything fails. */
    private void whenTheReserveIsTouched() throws Exception {
        try (var zeebe = open(KEEP_FREE_FOR_STATE)) {
            zeebe.deploy(process(
                    "work",
                    start -> start.serviceTask("do", task -> task.zeebeJobType("work"))
                            .endEvent()));
            var first = zeebe.start("work");
            fillUpTo(KEEP_FREE_FOR_STATE - (1 << 20));

            await().atMost(TestEngine.PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(() -> zeebe.start("work"))
                            .isInstanceOfSatisfying(
                                    ClientStatusException.class,
                                    refused -> assertThat(refused.getStatusCode())
                                            .isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
                            .hasMessageContaining("Free space on its disk"));
            assertThatThrownBy(() -> zeebe.engine.completeUserTask(1, Map.of()).get(10, TimeUnit.SECONDS))
                    .hasMessageContaining("Free space on its disk");

            Files.delete(ballast);
            await().atMost(TestEngine.PATIENCE).ignoreExceptions().until(() -> zeebe.start("work") > first);
            zeebe.complete("work");
            zeebe.complete("work");
            zeebe.awaitEnd(first);
        }
        say("RESERVE");
    }

    /** Something else took the reserve as well, while the engine was in the middle of its work. */
    private void whenNotOneByteIsLeft() throws Exception {
        long waiting;
        try (var zeebe = open(0)) {
            waiting = zeebe.start("work");
            var job = zeebe.job("work");
            fillUpTo(0);

            // a command that still fits into the log's last page is taken, and can only wait
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> whyNotStarted(zeebe), containsString("No space left on device"));

            Files.delete(ballast);
            await().atMost(TestEngine.PATIENCE).ignoreExceptions().until(() -> zeebe.start("work") > waiting);
            zeebe.client.newCompleteCommand(job).send().join();
            zeebe.awaitEnd(waiting);
            assertThat(zeebe.engine.openIncidents()).isEmpty();
            zeebe.complete("work");
        }
        say("GOES ON");
        try (var zeebe = open(0)) {
            assertThat(zeebe.engine.isActive(waiting)).isFalse();
            zeebe.start("work");
            zeebe.complete("work");
        }
        say("RESTARTED");
    }

    private static String whyNotStarted(TestEngine zeebe) {
        try {
            zeebe.client
                    .newCreateInstanceCommand()
                    .bpmnProcessId("work")
                    .latestVersion()
                    .requestTimeout(Duration.ofSeconds(2))
                    .send()
                    .join();
            return "it was started";
        } catch (ClientStatusException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private TestEngine open(long reserve) {
        var tuning = new Tuning(256 << 10, 1L << 30, reserve, 16 << 20, Duration.ofSeconds(1));
        return TestEngine.in(disk.resolve("engine"), InstantSource.system(), tuning);
    }

    private void fillUpTo(long free) throws IOException {
        try (var file = new RandomAccessFile(ballast.toFile(), "rw")) {
            var chunk = new byte[4096];
            while (Files.getFileStore(disk).getUsableSpace() > free) {
                file.write(chunk);
            }
        }
    }

    private static void say(String what) throws IOException {
        System.out.write((what + System.lineSeparator()).getBytes());
        System.out.flush();
    }
}
