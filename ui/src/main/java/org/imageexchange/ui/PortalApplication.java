package org.imageexchange.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.theme.lumo.Lumo;
import org.imageexchange.ui.page.Branding;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The Image Exchange Portal as one Spring Boot application. */
@SpringBootApplication(scanBasePackages = "org.imageexchange")
@EntityScan("org.imageexchange")
@EnableJpaRepositories(basePackages = "org.imageexchange", considerNestedRepositories = true)
@EnableConfigurationProperties(Branding.class)
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("portal.css")
public class PortalApplication implements AppShellConfigurator {

    public static void main(String[] arguments) {
        SpringApplication.run(PortalApplication.class, arguments);
    }
}
