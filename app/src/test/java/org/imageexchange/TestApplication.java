package org.imageexchange;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** What the tests of the app start instead of the portal; the tests of ui have it on their class path and skip it. */
@SpringBootApplication
@EntityScan
@EnableJpaRepositories(considerNestedRepositories = true)
@TestComponent
public class TestApplication {}
