package org.imageexchange.chaos;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aopalliance.intercept.MethodInterceptor;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.Institution;
import org.imageexchange.account.Institutions;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.PasscodeChannels;
import org.imageexchange.account.Role;
import org.imageexchange.account.SignInLinks;
import org.imageexchange.account.SignInLinks.OpenedLink;
import org.imageexchange.account.SignedIn;
import org.imageexchange.engine.EmbeddedEngine;
import org.imageexchange.forwarding.DraftId;
import org.imageexchange.forwarding.Forwarding;
import org.imageexchange.forwarding.Wizard;
import org.imageexchange.imaging.StudyId;
import org.imageexchange.imaging.intake.Intake;
import org.imageexchange.imaging.intake.IntakeResult;
import org.imageexchange.passcode.ChallengeId;
import org.imageexchange.passcode.Passcodes;
import org.imageexchange.processes.Jobs;
import org.imageexchange.transfer.Sending;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.workflow.Job;
import org.imageexchange.workflow.TaskWorker;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;

/** The portal without its pages, made to be killed: its real services behind plain HTTP, in a process of its own. */
@TestConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
        basePackages = "org.imageexchange",
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = ChaosPortal.OfTheTests.class))
@EntityScan("org.imageexchange")
@EnableJpaRepositories(basePackages = "org.imageexchange", considerNestedRepositories = true)
@Import(ChaosPortal.Desk.class)
public class ChaosPortal {

    private static final EmailAddress RADIOLOGY = new EmailAddress("radiology@northwick.example.org");

    public static void main(String[] arguments) {
        SpringApplication.run(ChaosPortal.class, arguments);
    }

    @Bean
    SecurityFilterChain whoeverTheSessionSays(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new SessionPrincipal(), AnonymousAuthenticationFilter.class)
                .build();
    }

    /** One hospital with a radiology that sends; made good by the next start when one is cut short. */
    @Bean
    ApplicationRunner hospital(Institutions institutions, Accounts accounts) {
        return arguments -> {
            var hospital = institutions
                    .find("Northwick General Hospital")
                    .map(Institution::id)
                    .orElseGet(() ->
                            institutions.add("Northwick General Hospital", ZoneId.of("Europe/London"), "Radiology"));
            if (accounts.find(RADIOLOGY).isEmpty()) {
                var own = new PasscodeChannels(new MobileNumber("+447700900101"), null);
                accounts.addStaff(RADIOLOGY, "Radiology", hospital, Set.of(Role.RADIOLOGY), own);
            }
        };
    }

    @Bean
    FlywayMigrationStrategy withOwnTable() {
        return flyway -> {
            flyway.migrate();
            new JdbcTemplate(flyway.getConfiguration().getDataSource())
                    .execute("create table if not exists chaos_preparation"
                            + " (transfer_id uuid not null, process_instance_key bigint not null)");
        };
    }

    /**
     * Writes down which process instances prepared which transfer: what two of them did leaves no other trace, since
     * every step recognises work already done.
     */
    @Bean
    static BeanPostProcessor preparations(ObjectProvider<JdbcTemplate> database) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!(bean instanceof TaskWorker<?> worker) || !worker.type().equals(Jobs.PREPARE_PACKAGE)) {
                    return bean;
                }
                var watched = new ProxyFactory(bean);
                watched.addAdvice((MethodInterceptor) call -> {
                    if (call.getMethod().getName().equals("run")) {
                        var job = (Job) call.getArguments()[1];
                        database.getObject()
                                .update(
                                        "insert into chaos_preparation (transfer_id, process_instance_key) values (?, ?)",
                                        transferIn((Record) call.getArguments()[0]),
                                        job.processInstanceKey());
                    }
                    return call.proceed();
                });
                return watched.getProxy();
            }
        };
    }

    private static Object transferIn(Record input) throws ReflectiveOperationException {
        var transfer = input.getClass().getDeclaredMethod("transferId");
        transfer.setAccessible(true);
        return transfer.invoke(input);
    }

    /** What a driver asks of the portal; whatever is answered with 2xx is acknowledged. */
    @TestComponent
    @RestController
    static class Desk {

        private static final String WHO = "who";
        private static final String LINK = "link";
        private static final String CHALLENGE = "challenge";

        private final Accounts accounts;
        private final Intake intake;
        private final Sending sending;
        private final SignInLinks links;
        private final Passcodes passcodes;
        private final Forwarding forwarding;
        private final Wizard wizard;
        private final EmbeddedEngine engine;
        private final JdbcTemplate database;

        Desk(
                Accounts accounts,
                Intake intake,
                Sending sending,
                SignInLinks links,
                Passcodes passcodes,
                Forwarding forwarding,
                Wizard wizard,
                EmbeddedEngine engine,
                JdbcTemplate database) {
            this.accounts = accounts;
            this.intake = intake;
            this.sending = sending;
            this.links = links;
            this.passcodes = passcodes;
            this.forwarding = forwarding;
            this.wizard = wizard;
            this.engine = engine;
            this.database = database;
        }

        private SignedIn radiology() {
            var account = accounts.find(RADIOLOGY).orElseThrow();
            return new SignedIn(
                    account.id(),
                    account.name(),
                    account.email(),
                    account.institution(),
                    account.roles(),
                    Set.copyOf(account.own().inOrder()));
        }

        @PostMapping("/chaos/upload")
        UUID upload(HttpServletRequest request) throws IOException {
            return switch (intake.take(radiology(), "image", request.getInputStream())
                    .getFirst()) {
                case IntakeResult.Stored(var file, var study) -> study.value();
                case IntakeResult.Duplicate(var file, var study) -> study.value();
                case IntakeResult other -> throw refused(other.toString());
            };
        }

        @PostMapping("/chaos/send")
        UUID send(
                @RequestParam UUID key,
                @RequestParam UUID study,
                @RequestParam String email,
                @RequestParam String mobile) {
            var form = new Sending.SendImages(
                    Set.of(new StudyId(study)), "Dr Chaos", email, "Riverbank Infirmary", mobile, "", "", 14);
            return switch (sending.send(radiology(), key, form)) {
                case Sending.Sent(var transfer) -> transfer.value();
                case Sending.Invalid(var problems) -> throw refused(problems.toString());
            };
        }

        @PostMapping("/chaos/open")
        void open(@RequestParam String token, HttpSession session) {
            session.setAttribute(LINK, links.open(token).orElseThrow(() -> refused("no such link")));
        }

        @PostMapping("/chaos/ask")
        void ask(HttpSession session) {
            var link = (OpenedLink) session.getAttribute(LINK);
            session.setAttribute(
                    CHALLENGE,
                    passcodes.ask(
                            link.id(),
                            link.channels().getFirst(),
                            session.getId(),
                            (ChallengeId) session.getAttribute(CHALLENGE),
                            "127.0.0.1"));
        }

        @GetMapping("/chaos/progress")
        String progress(HttpSession session) {
            var challenge = (ChallengeId) session.getAttribute(CHALLENGE);
            return passcodes.progress(challenge, session.getId()).getClass().getSimpleName();
        }

        @PostMapping("/chaos/answer")
        void answer(@RequestParam String code, HttpSession session) {
            var challenge = (ChallengeId) session.getAttribute(CHALLENGE);
            switch (passcodes.answer(challenge, session.getId(), code, null)) {
                case Passcodes.Answer.Accepted(var who) -> session.setAttribute(WHO, who);
                case Passcodes.Answer other -> throw refused(other.toString());
            }
        }

        /** Links for people who never were here: each with a mobile number of their own. */
        @PostMapping("/chaos/people")
        List<String> people(@RequestParam int count) {
            var tomorrow = Instant.now().plus(Duration.ofDays(1));
            return IntStream.range(0, count)
                    .mapToObj(i -> {
                        var channels = new PasscodeChannels(new MobileNumber("+4477009%05d".formatted(i)), null);
                        var email = new EmailAddress("person" + i + "@example.org");
                        var account = accounts.enrol(email, "Person", "", channels);
                        return links.issue(account, channels, "person-" + i, tomorrow)
                                .substring(SignInLinks.PATH.length());
                    })
                    .toList();
        }

        /** When the gateway got each text message, in milliseconds since 1970, by mobile number. */
        @GetMapping("/chaos/handed-over")
        Map<String, Long> handedOver() {
            return database.queryForList("select recipient, sent_at from demo_message where channel = 'SMS'").stream()
                    .collect(Collectors.toMap(
                            row -> (String) row.get("recipient"),
                            row -> ((OffsetDateTime) row.get("sent_at"))
                                    .toInstant()
                                    .toEpochMilli()));
        }

        /** Bytes of the heap that are in use after a collection. */
        @GetMapping("/chaos/heap")
        long heap() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        /** As the recipient of the one transfer that went to this address. */
        @PostMapping("/chaos/as-recipient")
        void asRecipient(@RequestParam String email, @RequestParam String mobile, HttpSession session) {
            var account = accounts.find(new EmailAddress(email)).orElseThrow();
            session.setAttribute(
                    WHO,
                    new SignedIn(
                            account.id(),
                            account.name(),
                            account.email(),
                            null,
                            Set.of(),
                            Set.of(new PasscodeChannel.Sms(new MobileNumber(mobile)))));
        }

        @PostMapping("/chaos/forward/begin")
        UUID beginForward(@RequestParam UUID transfer, @RequestParam UUID click, HttpSession session) {
            return switch (forwarding.begin(who(session), new TransferId(transfer), click)) {
                case Forwarding.Begun(var draft) -> draft.value();
                case Forwarding.Refused(var why) -> throw refused(why.name());
            };
        }

        /** The form of the step that waits, or what became of the draft. */
        @GetMapping("/chaos/forward/standing")
        Map<String, Object> standing(@RequestParam UUID draft, HttpSession session) {
            return switch (wizard.await(who(session), new DraftId(draft))) {
                case Wizard.Standing.AtStep step ->
                    Map.of("at", step.form(), "task", step.task(), "typed", String.valueOf(step.data()));
                case Wizard.Standing.Working(var delayed) -> Map.of("at", "working");
                case Wizard.Standing.Forwarded(var made) -> Map.of("at", "forwarded", "made", made.value());
                case Wizard.Standing.Refused(var why) -> Map.of("at", "refused " + why);
                case Wizard.Standing.Ended(var abandoned) -> Map.of("at", abandoned ? "abandoned" : "cancelled");
            };
        }

        @PostMapping("/chaos/forward/answer")
        String answer(
                @RequestParam UUID draft,
                @RequestParam String way,
                @RequestParam Map<String, String> typed,
                HttpSession session) {
            var person = who(session);
            if (!(wizard.standing(person, new DraftId(draft)) instanceof Wizard.Standing.AtStep step)) {
                throw refused("no step waits");
            }
            var values = new HashMap<String, Object>(typed);
            values.computeIfPresent("days", (key, days) -> Integer.valueOf(days.toString()));
            values.computeIfPresent("approved", (key, ticked) -> Boolean.valueOf(ticked.toString()));
            return switch (wizard.answer(person, new DraftId(draft), step, values, way)) {
                case Wizard.Answered.GoesOn() -> "GoesOn";
                case Wizard.Answered other -> throw refused(other.toString());
            };
        }

        @GetMapping("/chaos/forward/left")
        int left(@RequestParam UUID transfer, HttpSession session) {
            return forwarding.options(who(session), new TransferId(transfer)).left();
        }

        /** Each draft, how it stands, and the place that it holds. */
        @GetMapping("/chaos/forward/drafts")
        List<Map<String, Object>> drafts() {
            return database.queryForList("""
                    select d.id, d.state, d.working, d.transfer_id,
                           (select count(*) from forward_reservation r where r.draft_id = d.id) as places,
                           (select count(*) from forward_reservation r
                             where r.draft_id = d.id and r.expires_at is null) as used,
                           (select count(*) from transfer t where t.request_key = d.id) as made
                      from forward_draft d""");
        }

        private static SignedIn who(HttpSession session) {
            return (SignedIn) Optional.ofNullable(session.getAttribute(WHO)).orElseThrow(() -> refused("nobody"));
        }

        @PostMapping("/chaos/as-radiology")
        void asRadiology(HttpSession session) {
            session.setAttribute(WHO, radiology());
        }

        @GetMapping("/chaos/transfers")
        List<Map<String, Object>> transfers() {
            return database.queryForList("""
                    select t.id, t.request_key, t.status, t.delivered, t.opened_at is not null as opened,
                           (select count(*) from notification n
                             where n.reference like 'invitation:' || t.id || ':%' and n.state = 'SENT') as invitations,
                           (select count(*) from process_claim c
                             where c.process_key like t.id || ':%') as claims,
                           (select coalesce(sum(n.attempts), 0) from notification n
                             where n.reference like 'invitation:' || t.id || ':%') as mails,
                           (select count(distinct p.process_instance_key) from chaos_preparation p
                             where p.transfer_id = t.id) as processes
                      from transfer t""");
        }

        /** What still moves: instances that run, commands that wait, incidents. */
        @GetMapping("/chaos/unfinished")
        Map<String, Long> unfinished() {
            var deliveries = database.queryForList(
                    "select process_instance_key from process_claim c join transfer t"
                            + " on c.process_key like t.id || ':%'",
                    Long.class);
            return Map.of(
                    "deliveries", deliveries.stream().filter(engine::isActive).count(),
                    "commands",
                            database.queryForObject(
                                    "select count(*) from process_outbox where published_at is null", Long.class),
                    "incidents", (long) engine.openIncidents().size());
        }

        private static ResponseStatusException refused(String reason) {
            return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, reason);
        }

        /** The hospital is there once the start is over. */
        @GetMapping("/chaos/ready")
        ResponseEntity<Void> ready() {
            var ready = accounts.find(RADIOLOGY).isPresent();
            return ResponseEntity.status(ready ? HttpStatus.NO_CONTENT : HttpStatus.SERVICE_UNAVAILABLE)
                    .build();
        }
    }

    /** Signs in whom the session holds. */
    static class SessionPrincipal extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var session = request.getSession(false);
            if (session != null && session.getAttribute(Desk.WHO) instanceof SignedIn who) {
                SecurityContextHolder.getContext()
                        .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(who, null, List.of()));
            }
            chain.doFilter(request, response);
        }
    }

    /** Leaves out what lies beside this class: the fixtures of other tests. */
    static class OfTheTests implements TypeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory others) throws IOException {
            var tests = ChaosPortal.class.getProtectionDomain().getCodeSource().getLocation();
            return type.getResource().getURL().toString().startsWith(tests.toString());
        }
    }
}
