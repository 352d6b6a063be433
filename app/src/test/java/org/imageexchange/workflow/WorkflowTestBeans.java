package org.imageexchange.workflow;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.imageexchange.MovedClock;
import org.imageexchange.TestPostgres;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of the workflow that work on tables, over a database and a fake engine. */
@EnableTransactionManagement
@Import({
    ProcessOutbox.class,
    OutboxRelay.class,
    Claims.class,
    Reconciler.class,
    IncidentSync.class,
    Housekeeping.class,
    TaskInbox.class,
    FakeEngine.class,
    RecordingPublisher.class,
    OpenRows.class,
    Announcements.class,
    MovedClock.class
})
class WorkflowTestBeans {

    @Bean
    @Profile("!postgres")
    DataSource h2() {
        return pool(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
                "sa",
                "");
    }

    @Bean
    @Profile("postgres")
    DataSource postgres() {
        var database = TestPostgres.newDatabase();
        return pool(database.url(), database.user(), database.password());
    }

    private static DataSource pool(String url, String user, String password) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername(user);
        settings.setPassword(password);
        settings.setMaximumPoolSize(10);
        var pool = new HikariDataSource(settings);
        Flyway.configure().dataSource(pool).load().migrate();
        return pool;
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource database) {
        return new JdbcTransactionManager(database);
    }

    @Bean
    TransactionTemplate transaction(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    JdbcClient jdbc(DataSource database) {
        return JdbcClient.create(database);
    }

    @Bean
    Models models() {
        return Models.onClassPath();
    }
}
