package org.imageexchange.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PoliciesTests {

    private final ApplicationContextRunner portal = new ApplicationContextRunner().withBean(Policies.class);

    @Test
    void without_settings_the_customers_rules_hold() {
        portal.run(context -> assertThat(context.getBean(Policies.class).of(null))
                .isEqualTo(new Policy(
                        14,
                        28,
                        true,
                        "GB",
                        8L * 1024 * 1024 * 1024,
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(30),
                        List.of(
                                "Treatment elsewhere",
                                "Second opinion",
                                "The patient asked for it",
                                "Legal proceedings",
                                "Insurance",
                                "Other"))));
    }

    @Test
    void settings_replace_them() {
        portal.withPropertyValues(
                        "portal.policy.retention-days=7",
                        "portal.policy.second-email-as-channel=false",
                        "portal.policy.network.passcodes-an-hour=100000")
                .run(context -> {
                    var policies = context.getBean(Policies.class);
                    assertThat(policies.of(null).retentionDays()).isEqualTo(7);
                    assertThat(policies.of(null).secondEmailAsChannel()).isFalse();
                    assertThat(policies.network().passcodesAnHour()).isEqualTo(100_000);
                    assertThat(policies.network().signInLinksAnHour()).isEqualTo(300);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retention-days=0",
                "longest-retention-days=29",
                "longest-retention-days=13",
                "phone-region=44",
                "largest-object=0B",
                "session-idle=0s",
                "wizard-idle=0s",
                "reasons-for-sharing=",
                "network.passcodes-an-hour=0"
            })
    void a_setting_that_makes_no_sense_stops_the_start(String setting) {
        portal.withPropertyValues("portal.policy." + setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageStartingWith("portal.policy: "));
    }
}
