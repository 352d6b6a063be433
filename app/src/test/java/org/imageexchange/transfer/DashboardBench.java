package org.imageexchange.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.imageexchange.DatabaseTest;
import org.imageexchange.TestPostgres;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long a page of the dashboard takes at the database, with a million transfers. */
@Tag("bench")
class DashboardBench {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardBench.class);
    private static final int TRANSFERS = 1_000_000;
    private static final int ROUNDS = 21;

    @Nested
    @DatabaseTest
    @Import(TestPostgres.class)
    class OnPostgres {

        @Autowired
        private JdbcTemplate jdbc;

        @Test
        void a_page_of_a_million_transfers() {
            measure("PostgreSQL", jdbc);
        }
    }

    @Nested
    @DatabaseTest
    class OnH2 {

        @Autowired
        private JdbcTemplate jdbc;

        @Test
        void a_page_of_a_million_transfers() {
            jdbc.execute("set optimize_reuse_results 0"); // or all but the first round would only be remembered
            measure("H2", jdbc);
        }
    }

    private static void measure(String database, JdbcTemplate jdbc) {
        var many = new ManyTransfers(jdbc, TRANSFERS);
        for (var statement : many.statements()) {
            var nanos = new long[ROUNDS];
            var rows = 0;
            for (int round = 0; round < ROUNDS; round++) {
                var before = System.nanoTime();
                rows = statement.run(jdbc).size();
                nanos[round] = System.nanoTime() - before;
            }
            Arrays.sort(nanos);
            LOG.info(
                    "{}: {}: {} rows, median {} ms, slowest {} ms",
                    database,
                    statement.name(),
                    rows,
                    "%.1f".formatted(nanos[ROUNDS / 2] / 1e6),
                    "%.1f".formatted(nanos[ROUNDS - 1] / 1e6));
            assertThat(plausible(nanos)).isTrue();
        }
    }

    private static boolean plausible(long[] nanos) {
        return nanos[0] > 0;
    }
}
