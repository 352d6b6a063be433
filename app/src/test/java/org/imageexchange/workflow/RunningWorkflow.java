package org.imageexchange.workflow;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.imageexchange.MovedClock;
import org.imageexchange.TestPostgres.Database;
import org.imageexchange.processes.Jobs;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** The workflow as the portal runs it: its own beans, a real engine and a database; the features are scripted. */
final class RunningWorkflow implements AutoCloseable {

    /** The tasks of the features. */
    static final class Workers {

        private final Map<String, ScriptedWorker> byType = new ConcurrentHashMap<>();

        ScriptedWorker of(String jobType) {
            return byType.computeIfAbsent(jobType, type -> new ScriptedWorker(type, call -> Map.of()));
        }
    }

    @ComponentScan("org.imageexchange.workflow")
    @EnableTransactionManagement
    static class Beans {

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
    }

    final Workers workers = new Workers();
    final OpenRows rows = new OpenRows();
    final MovedClock clock;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private RunningWorkflow(MovedClock clock) {
        this.clock = clock;
    }

    /** A database that outlives a portal, as long as the JVM runs. */
    static Database newDatabase() {
        return new Database(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
                "sa",
                "");
    }

    /** Starts a portal over a folder and a database that may have served another before. */
    static RunningWorkflow in(Path data, Database database, MovedClock clock, String... profiles) {
        var running = new RunningWorkflow(clock);
        running.start(data, database, profiles);
        return running;
    }

    private void start(Path data, Database database, String... profiles) {
        context.getEnvironment().setActiveProfiles(profiles);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("portal.data", data.toString())));
        context.register(Beans.class, Announcements.class);
        context.registerBean(OpenRows.class, () -> rows);
        context.registerBean(MovedClock.class, () -> clock);
        context.registerBean(DataSource.class, () -> {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            Flyway.configure().dataSource(pool).load().migrate();
            return pool;
        });
        for (var type : new String[] {
            Jobs.PREPARE_PACKAGE, Jobs.MAKE_AVAILABLE, Jobs.INVITE_RECIPIENT, Jobs.RECORD_NOT_DELIVERABLE
        }) {
            context.registerBean(type, ScriptedWorker.class, () -> workers.of(type));
        }
        context.registerBean(ReviewCompletion.class, () -> review);
        context.refresh();
    }

    final ReviewCompletion review = new ReviewCompletion();

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void send(String transfer) {
        bean(TransactionTemplate.class)
                .executeWithoutResult(status -> bean(ProcessOutbox.class)
                        .start("exchange.imagesSent", transfer, Map.of("transferId", transfer, "delivery", 1)));
    }

    void awaitCalls(String jobType, int count) {
        await().until(() -> workers.of(jobType).calls.size() >= count);
    }

    @Override
    public void close() {
        context.close();
    }
}
