package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.imageexchange.MovedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** Which engine the portal starts with, and what it says when it can't. */
class EngineChoiceTests {

    /** The configurations of the workflow without what needs a database. */
    @ComponentScan(
            basePackages = "org.imageexchange.workflow",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Configuration"))
    static class Configurations {}

    @TempDir
    Path data;

    private ApplicationContextRunner portal() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Configurations.class)
                .withBean(MovedClock.class, MovedClock::new)
                .withPropertyValues("portal.data=" + data);
    }

    @Test
    void without_a_choice_the_embedded_engine_runs_below_the_portals_data() {
        portal().run(context -> {
            assertThat(context).hasSingleBean(ProcessEngine.class).hasSingleBean(UserTaskCommands.class);
            assertThat(data.resolve("engine")).isDirectory();
        });
    }

    @Test
    void the_choice_and_the_settings_of_an_engine_may_stand_side_by_side() {
        portal().withPropertyValues("portal.engine=embedded", "portal.engine.port=0")
                .run(context -> assertThat(context).hasSingleBean(ProcessEngine.class));
    }

    @Test
    void the_embedded_engine_refuses_production_and_says_why() {
        portal().withInitializer(context -> context.getEnvironment().setActiveProfiles("production"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Camunda License 1.0")
                        .hasMessageContaining("portal.engine=remote"));
        assertThat(data.resolve("engine")).doesNotExist();
    }

    @Test
    void a_build_without_the_engine_says_what_to_set() {
        portal().withClassLoader(new FilteredClassLoader("org.imageexchange.engine"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("leaves the embedded engine out"));
    }

    @Test
    void a_cluster_needs_its_addresses() {
        portal().withPropertyValues("portal.engine=remote")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("portal.engine.grpc-address"));
    }

    @Test
    void a_cluster_is_refused_clearly_until_there_is_an_adapter_for_it() {
        portal().withPropertyValues(
                        "portal.engine=remote",
                        "portal.engine.grpc-address=http://127.0.0.1:1",
                        "portal.engine.rest-address=http://127.0.0.1:1")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("can't run on a Camunda cluster yet"));
    }

    @Test
    void another_word_is_refused() {
        for (var word : List.of("embeded", "none")) {
            portal().withPropertyValues("portal.engine=" + word)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("Set it to embedded or remote"));
        }
    }
}
