package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Incidents are an administrator's. */
@SpringJUnitConfig(IncidentAccessTests.Beans.class)
class IncidentAccessTests {

    @EnableMethodSecurity(jsr250Enabled = true)
    @Import({WorkflowTestBeans.class, Incidents.class})
    static class Beans {

        /** Never connects: nothing is stuck, so nothing is sent. */
        @Bean
        CamundaClient client() {
            return CamundaClient.newClientBuilder()
                    .grpcAddress(URI.create("http://127.0.0.1:1"))
                    .build();
        }
    }

    @Autowired
    private Incidents incidents;

    @BeforeEach
    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void an_administrator_sees_and_retries() {
        signedInWith("ROLE_ADMINISTRATOR");

        assertThat(incidents.open()).isEmpty();
        incidents.retry(4711); // gone meanwhile
    }

    @Test
    void nobody_else_does() {
        for (var roles : List.of("ROLE_PERSON", "ROLE_RADIOLOGY")) {
            signedInWith(roles);

            assertThatThrownBy(incidents::open).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> incidents.retry(4711)).isInstanceOf(AuthorizationDeniedException.class);
        }
    }

    private static void signedInWith(String role) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("somebody", null, role));
    }
}
