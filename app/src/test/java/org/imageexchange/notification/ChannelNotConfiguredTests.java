package org.imageexchange.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.imageexchange.MovedClock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

class ChannelNotConfiguredTests {

    /** The package as it starts in the portal. */
    @ComponentScan(
            basePackageClasses = Notifications.class,
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Tests.*"))
    @EntityScan(basePackageClasses = Notifications.class)
    @EnableJpaRepositories(basePackageClasses = Notifications.class)
    static class NotificationPackage {}

    private final ApplicationContextRunner portal = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    FlywayAutoConfiguration.class,
                    HibernateJpaAutoConfiguration.class,
                    DataJpaRepositoriesAutoConfiguration.class,
                    MailSenderAutoConfiguration.class))
            .withUserConfiguration(NotificationPackage.class)
            .withBean(MovedClock.class)
            .withPropertyValues(
                    "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                    "spring.jpa.hibernate.ddl-auto=validate");

    @Test
    void without_any_gateway_the_start_fails_and_says_what_is_missing() {
        portal.run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(ChannelNotConfigured.class)
                .hasMessageContaining("spring.mail.host")
                .hasMessageContaining("portal.twilio.account-sid"));
    }

    @Test
    void with_mail_alone_only_the_text_messages_are_missing() {
        portal.withPropertyValues("spring.mail.host=localhost", "portal.mail.from=no-reply@example.org")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("portal.twilio.account-sid")
                        .hasMessageNotContaining("spring.mail.host"));
    }

    @Test
    void with_both_gateways_nothing_stands_in() {
        portal.withPropertyValues(
                        "spring.mail.host=localhost",
                        "portal.mail.from=no-reply@example.org",
                        "portal.twilio.account-sid=AC00000000000000000000000000000000",
                        "portal.twilio.auth-token=token",
                        "portal.twilio.from=+447700900999")
                .run(context -> assertThat(gateways(context.getBean(Gateways.class)))
                        .containsExactly("SmtpGateway", "TwilioGateway"));
    }

    @Test
    void the_demo_outbox_stands_in_for_both() {
        portal.withPropertyValues("portal.demo=true")
                .run(context -> assertThat(gateways(context.getBean(Gateways.class)))
                        .containsExactly("DemoGateway", "DemoGateway"));
    }

    @Test
    void a_mail_server_is_used_even_in_a_demo() {
        portal.withPropertyValues(
                        "portal.demo=true", "spring.mail.host=localhost", "portal.mail.from=no-reply@example.org")
                .run(context -> assertThat(gateways(context.getBean(Gateways.class)))
                        .containsExactly("SmtpGateway", "DemoGateway"));
    }

    @Test
    void a_failed_start_is_explained_without_a_stack_trace() {
        var failure = new ChannelNotConfigured(EnumSet.allOf(Channel.class));

        var analysis =
                Objects.requireNonNull(new ChannelNotConfiguredAnalyzer().analyze(new IllegalStateException(failure)));

        assertThat(analysis.getDescription()).contains("spring.mail.host", "portal.twilio");
        assertThat(analysis.getAction()).contains("portal.demo=true");
    }

    private static List<String> gateways(Gateways gateways) {
        return Arrays.stream(Channel.values())
                .map(channel -> gateways.of(channel).getClass().getSimpleName())
                .toList();
    }
}
