package org.imageexchange.imaging.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

class StoreConfigurationTests {

    private static final ObjectName NAME = new ObjectName("packages/1");

    @TempDir
    Path data;

    private ApplicationContextRunner portal;

    @BeforeEach
    void configure() {
        portal = new ApplicationContextRunner()
                .withUserConfiguration(StoreConfiguration.class)
                .withPropertyValues("portal.data=" + data);
    }

    @Test
    void what_one_start_stored_the_next_one_reads() {
        var key = new WrappedKey[1];
        portal.run(first -> {
            var vault = first.getBean(Vault.class);
            key[0] = vault.newKey();
            try (var pending = vault.create(NAME, key[0])) {
                pending.channel().write(ByteBuffer.wrap(new byte[] {42}));
                pending.commit();
            }
        });

        portal.run(second -> {
            try (var channel = second.getBean(Vault.class).open(NAME, key[0])) {
                var read = ByteBuffer.allocate(1);
                channel.read(read);
                assertThat(read.array()).containsExactly(42);
            }
        });
        assertThat(data.resolve("master.key")).exists();
        assertThat(data.resolve("objects")).isDirectory();
    }

    @Test
    void a_lost_key_stops_the_start_and_is_explained() {
        portal.run(first -> assertThat(first).hasNotFailed());
        portal.run(second -> Files.delete(data.resolve("master.key")));

        portal.run(third -> {
            assertThat(third).hasFailed();
            var analysis = SpringFactoriesLoader.forDefaultResourceLocation()
                    .load(FailureAnalyzer.class, (type, name, unbuildable) -> {})
                    .stream() // others need a bean factory
                    .filter(StoreRefusedAnalyzer.class::isInstance)
                    .map(analyzer -> analyzer.analyze(requireNonNull(third.getStartupFailure())))
                    .findFirst();

            assertThat(analysis).isPresent();
            assertThat(analysis.get().getDescription()).contains("master key", "is missing");
            assertThat(analysis.get().getAction()).contains("Restore it from its backup");
        });
    }

    @Test
    void the_folder_is_free_again_after_the_end() {
        portal.run(first -> assertThat(first).hasNotFailed());
        portal.run(second -> assertThat(second).hasNotFailed());
    }

    @Test
    void an_unknown_store_stops_the_start() {
        portal.withPropertyValues("portal.store=tape")
                .run(start -> assertThat(start).hasFailed());
    }
}
