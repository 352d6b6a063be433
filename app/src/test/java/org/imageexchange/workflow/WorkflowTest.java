package org.imageexchange.workflow;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/**
 * A test of the workflow's tables against the portal's own schema in H2, or in PostgreSQL with the profile {@code
 * postgres}; the engine is a fake. Nothing runs in the background, and no JPA is started for it.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringJUnitConfig(WorkflowTestBeans.class)
@interface WorkflowTest {}
