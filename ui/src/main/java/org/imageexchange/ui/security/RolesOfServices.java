package org.imageexchange.ui.security;

import com.vaadin.flow.component.Component;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.authorization.method.Jsr250AuthorizationManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * Makes {@code @RolesAllowed} on a service's method hold.
 *
 * <p>Spring Security's own switch for it would wrap the views as well, which say their roles by the same annotation to
 * Vaadin; and a view that is wrapped shows an empty page.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class RolesOfServices {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor rolesOfServicesAdvisor() {
        return new AuthorizationManagerBeforeMethodInterceptor(new OfServices(), new Jsr250AuthorizationManager());
    }

    private static final class OfServices extends StaticMethodMatcherPointcut {

        private static final List<Class<? extends Annotation>> WORDS =
                List.of(RolesAllowed.class, PermitAll.class, DenyAll.class);

        @Override
        public boolean matches(Method method, Class<?> type) {
            return !Component.class.isAssignableFrom(type) && (isAnnotated(method) || isAnnotated(type));
        }

        private static boolean isAnnotated(AnnotatedElement element) {
            return WORDS.stream().anyMatch(word -> AnnotatedElementUtils.hasAnnotation(element, word));
        }
    }
}
