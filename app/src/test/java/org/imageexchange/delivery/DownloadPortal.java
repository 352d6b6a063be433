package org.imageexchange.delivery;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.imageexchange.account.SignedIn;
import org.imageexchange.transfer.TransferParts;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** The download behind a real web server, with a sign-in that believes a header. */
@TestConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan("org.imageexchange")
@EnableJpaRepositories(basePackages = "org.imageexchange", considerNestedRepositories = true)
@Import({TransferParts.class, DownloadPortal.Door.class, DownloadPortal.Record.class})
class DownloadPortal {

    @Bean
    SecurityFilterChain whoeverTheHeaderSays(HttpSecurity http, Door door) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.requestMatchers("/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(denials -> denials.authenticationEntryPoint(
                        (request, response, denied) -> response.sendRedirect("/sign-in")))
                .addFilterBefore(door, AnonymousAuthenticationFilter.class)
                .build();
    }

    /** Lets people in. */
    static class Door extends OncePerRequestFilter {

        static final String HEADER = "X-Who";

        private final Map<String, SignedIn> people = new ConcurrentHashMap<>();

        String letIn(SignedIn who) {
            var key = UUID.randomUUID().toString();
            people.put(key, who);
            return key;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var key = request.getHeader(HEADER);
            var who = key == null ? null : people.get(key);
            if (who != null) {
                SecurityContextHolder.getContext()
                        .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(who, null, List.of()));
            }
            chain.doFilter(request, response);
        }
    }

    /** What was announced of downloads. */
    static class Record {

        final List<PackageDownloaded> downloads = Collections.synchronizedList(new ArrayList<>());

        @EventListener
        void on(PackageDownloaded downloaded) {
            downloads.add(downloaded);
        }
    }
}
