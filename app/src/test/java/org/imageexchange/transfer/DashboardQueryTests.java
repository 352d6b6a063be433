package org.imageexchange.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.imageexchange.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@DatabaseTest
class DashboardQueryTests {

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void no_page_reads_the_whole_table() {
        var many = new ManyTransfers(jdbc, 20_000);

        for (var statement : many.statements()) {
            var plan = statement.plan(jdbc, "explain");

            assertThat(plan).as(statement.name()).doesNotContain("tableScan");
            assertThat(plan).as(statement.name()).contains("transfer_");
        }
    }

    @Test
    void pages_without_a_filter_are_read_in_order_and_not_sorted() {
        var many = new ManyTransfers(jdbc, 20_000);

        for (var statement : many.statements()) {
            if (statement.name().contains("all, newest") || statement.name().contains("all, oldest")) {
                assertThat(statement.plan(jdbc, "explain")).as(statement.name()).contains("index sorted");
            }
        }
    }
}
