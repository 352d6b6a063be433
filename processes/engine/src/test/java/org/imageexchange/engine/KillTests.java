package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that is killed at any moment has lost nothing that it acknowledged, and does nothing twice. */
class KillTests {

    private static final Logger LOG = LoggerFactory.getLogger(KillTests.class);

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void nothing_acknowledged_is_lost_or_doubled_by_six_kills() throws Exception {
        killAndVerify(6, 40);
    }

    @Test
    @Tag("long")
    void nothing_acknowledged_is_lost_or_doubled_by_twenty_six_kills() throws Exception {
        killAndVerify(26, 400);
    }

    @Test
    void a_folder_that_another_process_uses_refuses_to_open() throws Exception {
        try (var child = ChildJvm.start(Portal.class, folder, "other")) {
            child.awaitLine(Portal.READY);

            assertThatThrownBy(() ->
                            EmbeddedEngine.start(TestEngine.settings(folder.resolve("engine"), InstantSource.system())))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("in use by another process");
        }
    }

    private void killAndVerify(int kills, int mostAcknowledged) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            try (var child = ChildJvm.start(Portal.class, folder, kill)) {
                var diesWhileStarting = kill % 6 == 3;
                if (!diesWhileStarting) {
                    child.awaitLine(Portal.ACKNOWLEDGED + random.nextInt(1, mostAcknowledged));
                }
                letLive(Duration.ofSeconds(diesWhileStarting ? 3 : 1));
                var output = child.kill();
                assertThat(output).as("seed " + seed).noneMatch(line -> line.contains("ERROR"));
            }
            if (random.nextBoolean()) {
                tearTheEndOfTheLog();
            }
        }
        verify(kills);
    }

    private void verify(int kills) throws Exception {
        var acknowledged = Portal.entries(folder, "acknowledged");
        var asked =
                Portal.entries(folder, "asked").stream().map(Portal.Entry::id).collect(Collectors.toSet());
        try (var portal = Portal.open(folder)) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        var finished = portal.finished().keySet();
                        return acknowledged.stream().allMatch(entry -> finished.contains(entry.id()))
                                && portal.finished().values().stream()
                                        .allMatch(keys -> keys.stream().noneMatch(portal::isActive));
                    });

            var finished = portal.finished();
            assertThat(acknowledged)
                    .as("each acknowledged instance came to its end, and no other one under its id")
                    .allSatisfy(entry -> assertThat(finished.get(entry.id())).containsExactly(entry.key()));
            assertThat(finished.values()).as("none ran twice").allMatch(keys -> keys.size() == 1);
            assertThat(asked).containsAll(finished.keySet());
            assertThat(portal.incidents()).isEmpty();
            LOG.info(
                    "{} kills: {} instances acknowledged, {} finished, the last job came {} times",
                    kills,
                    acknowledged.size(),
                    finished.size(),
                    portal.entries("last").size());
        }
    }

    /** The moment of the kill is to be random, so there is nothing to wait for but time. */
    private void letLive(Duration longest) {
        LockSupport.parkNanos(random.nextLong(longest.toNanos()));
    }

    /** What a power cut may leave behind the last block. */
    private void tearTheEndOfTheLog() throws IOException {
        var log = folder.resolve("engine/log");
        if (Files.isDirectory(log) && !Folders.children(log).isEmpty()) {
            var rubbish = new byte[1 + random.nextInt(300)];
            random.nextBytes(rubbish);
            Files.write(Folders.children(log).getLast(), rubbish, StandardOpenOption.APPEND);
        }
    }
}
