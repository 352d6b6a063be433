package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerInputTests {

    static class Worker implements TaskWorker<Worker.Input> {

        record Input(
                UUID transferId, int delivery, @Nullable String reason) {}

        @Override
        public String type() {
            return "exchange.preparePackage";
        }

        @Override
        public Map<String, ?> run(Input input, Job job) {
            return Map.of();
        }
    }

    private final WorkerInput<Worker.Input> input = WorkerInput.of(new Worker());

    @Test
    void a_worker_reads_the_variables_that_its_record_names() {
        var id = UUID.randomUUID();

        assertThat(input.variables()).containsExactly("transferId", "delivery", "reason");
        assertThat(input.read(Map.of("transferId", id.toString(), "delivery", 2, "reason", "NO_IMAGES", "more", true)))
                .isEqualTo(new Worker.Input(id, 2, "NO_IMAGES"));
    }

    @Test
    void what_may_be_missing_says_so() {
        var id = UUID.randomUUID();

        assertThat(input.read(Map.of("transferId", id.toString(), "delivery", 2)))
                .isEqualTo(new Worker.Input(id, 2, null));
    }

    @Test
    void a_variable_that_is_missing_is_named_with_the_job_that_wants_it() {
        assertThatThrownBy(() -> input.read(Map.of("delivery", 2)))
                .hasMessage("Variable transferId is missing for exchange.preparePackage");
    }

    @Test
    void a_variable_of_another_kind_is_named_but_not_quoted() {
        assertThatThrownBy(() -> input.read(Map.of("transferId", "Doe^Jane", "delivery", 2)))
                .hasMessage("Variable transferId of exchange.preparePackage is no UUID")
                .hasNoCause();
    }

    @Test
    void a_worker_that_hides_its_record_is_refused() {
        TaskWorker<?> hidden = new TaskWorker<Worker.Input>() {
            @Override
            public String type() {
                return "exchange.x";
            }

            @Override
            public Map<String, ?> run(Worker.Input input, Job job) {
                return Map.of();
            }
        };

        assertThat(WorkerInput.of(hidden).variables()).hasSize(3);
        assertThatThrownBy(() -> WorkerInput.of(aGenericWorker())).isInstanceOf(IllegalStateException.class);
    }

    private static <I extends Record> TaskWorker<I> aGenericWorker() {
        return new TaskWorker<>() {
            @Override
            public String type() {
                return "exchange.x";
            }

            @Override
            public Map<String, ?> run(I input, Job job) {
                return Map.of();
            }
        };
    }
}
