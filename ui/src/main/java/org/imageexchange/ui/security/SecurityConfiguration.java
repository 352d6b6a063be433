package org.imageexchange.ui.security;

import com.vaadin.flow.server.auth.NavigationAccessControl;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Who may reach which address: the views say it themselves, a few addresses are named here, everything else is closed. */
@Configuration
@EnableWebSecurity
class SecurityConfiguration {

    /** Where somebody who is not signed in is led, whatever they asked for. */
    private static final String SIGN_IN = "/sign-in";

    @Bean
    SecurityFilterChain portal(
            HttpSecurity http,
            NavigationAccessControl views,
            ContentSecurityPolicy policy,
            IdleSessions idleSessions,
            SecurityContextRepository contexts,
            VaadinDefaultRequestCache wanted)
            throws Exception {
        // Not the configurer's loginView: it switches on form login, and the portal has no passwords.
        views.setLoginView(SIGN_IN);
        http.authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/link/*")
                .permitAll()
                .requestMatchers("/portal.css", "/portal.js", "/favicon.svg", "/lumo/**", "/error")
                .permitAll()
                .requestMatchers("/demo/outbox", "/demo/outbox.json") // guards itself
                .permitAll()
                .requestMatchers("/actuator/health/**")
                .permitAll()
                .requestMatchers("/download/**")
                .hasRole("PERSON"));
        http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.enableLogoutConfiguration(false));
        wanted.setDelegateRequestCache(pagesOnly());
        http.securityContext(context -> context.securityContextRepository(contexts));
        http.addFilterBefore(idleSessions, SecurityContextHolderFilter.class);
        http.exceptionHandling(
                denials -> denials.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(SIGN_IN))
                        .accessDeniedHandler(
                                (request, response, denied) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)));
        http.logout(AbstractHttpConfigurer::disable); // a button of the page does it
        http.headers(headers -> headers.withObjectPostProcessor(eagerly())
                .addHeaderWriter(policy)
                .frameOptions(FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions ->
                        permissions.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()"))
                .httpStrictTransportSecurity(https -> https.includeSubDomains(false)));
        return http.build();
    }

    /** Remembers the page somebody wanted, and not the icon that their browser asked for behind it. */
    private static RequestCache pagesOnly() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> HttpMethod.GET.matches(request.getMethod())
                && String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains(MediaType.TEXT_HTML_VALUE));
        return cache;
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    /** There are no passwords; without this bean, Spring Boot would make a user that has one. */
    @Bean
    UserDetailsService noPasswords() {
        return name -> {
            throw new UsernameNotFoundException("There are no passwords");
        };
    }

    /** Vaadin commits its page before the filter's usual moment; written late, the headers would be missing. */
    private static ObjectPostProcessor<HeaderWriterFilter> eagerly() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }
}
