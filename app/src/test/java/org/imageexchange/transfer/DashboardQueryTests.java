package org.imageexchange.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.imageexchange.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@DatabaseTest
class DashboardQueryTests {

    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

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

    /** An index alone is not enough: it must be the one whose order the list has, and be left where the page ends. */
    @Test
    void a_page_reads_little_more_than_it_shows() {
        var many = new ManyTransfers(jdbc, 20_000);

        for (var statement : many.statements()) {
            var read = SCANNED.matcher(statement.plan(jdbc, "explain analyze"))
                    .results()
                    .mapToInt(count -> Integer.parseInt(count.group(1)))
                    .max();

            assertThat(read.orElseThrow()).as(statement.name()).isLessThan(statement.isFirstPage() ? 150 : 1000);
        }
    }
}
