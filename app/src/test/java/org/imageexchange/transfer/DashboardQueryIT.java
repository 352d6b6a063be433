package org.imageexchange.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.imageexchange.DatabaseTest;
import org.imageexchange.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

@DatabaseTest
@Import(TestPostgres.class)
class DashboardQueryIT {

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void no_page_reads_the_whole_table() {
        var many = new ManyTransfers(jdbc, 100_000);

        for (var statement : many.statements()) {
            var plan = statement.plan(jdbc, "explain");

            assertThat(plan).as(statement.name()).doesNotContain("Seq Scan");
            assertThat(plan).as(statement.name()).containsAnyOf("Index", "One-Time Filter: false");
        }
    }
}
