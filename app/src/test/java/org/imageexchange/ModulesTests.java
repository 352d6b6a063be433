package org.imageexchange;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Keeps the arrows between the features pointing one way, and each technology behind its door. */
class ModulesTests {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.imageexchange");

    /** The models' words and the engine are Maven modules: who may use them is Maven's and the rules' below. */
    @Test
    void a_feature_uses_what_it_says_and_no_other_features_inside() {
        ApplicationModules.of(
                        "org.imageexchange",
                        resideInAnyPackage("org.imageexchange.processes..", "org.imageexchange.engine.."))
                .verify();
    }

    @Test
    void camunda_stays_in_workflow_and_the_engine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.imageexchange.workflow..", "org.imageexchange.processes..", "org.imageexchange.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.camunda..", "org.camunda..", "io.grpc..")
                .check(OURS);
    }

    @Test
    void the_embedded_engine_is_known_to_its_adapter_only_so_that_production_can_leave_it_out() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.imageexchange.workflow.embedded..", "org.imageexchange.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.imageexchange.engine..")
                .check(OURS);
    }

    @Test
    void the_dicom_toolkit_stays_in_imaging_dicom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.imageexchange.imaging.dicom..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.aoju..")
                .check(OURS);
    }

    @Test
    void twilio_stays_in_notification_sms() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.imageexchange.notification.sms..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.twilio..")
                .check(OURS);
    }

    @Test
    void the_features_know_no_page() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.vaadin..", "org.imageexchange.ui..")
                .check(OURS);
    }
}
