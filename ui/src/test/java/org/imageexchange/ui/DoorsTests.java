package org.imageexchange.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Keeps each technology of the pages behind its door. */
class DoorsTests {

    private static final JavaClasses PAGES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.imageexchange.ui");

    @Test
    void no_page_knows_the_process_engine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.camunda..", "org.camunda.bpm..", "io.grpc..", "org.imageexchange.engine..")
                .check(PAGES);
    }

    @Test
    void expressions_and_markdown_stay_in_taskform() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.imageexchange.ui.taskform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.camunda.feel..", "scala..", "org.commonmark..")
                .check(PAGES);
    }
}
