package org.imageexchange.forwarding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.imageexchange.MovedClock;
import org.imageexchange.account.AccessRefused;
import org.imageexchange.account.Accounts;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.account.MobileNumber;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignedIn;
import org.imageexchange.chaos.ChaosPortal;
import org.imageexchange.forwarding.Wizard.Answered;
import org.imageexchange.forwarding.Wizard.Standing;
import org.imageexchange.forwarding.Wizard.Standing.AtStep;
import org.imageexchange.imaging.dicom.PhantomStudy;
import org.imageexchange.imaging.intake.Intake;
import org.imageexchange.imaging.intake.IntakeResult;
import org.imageexchange.imaging.store.InMemoryObjectStore;
import org.imageexchange.imaging.store.TestVault;
import org.imageexchange.imaging.store.Vault;
import org.imageexchange.processes.Forms;
import org.imageexchange.processes.Outcomes;
import org.imageexchange.processes.Variables;
import org.imageexchange.transfer.Dashboard;
import org.imageexchange.transfer.ForwardingRefusal;
import org.imageexchange.transfer.Sending;
import org.imageexchange.transfer.TransferId;
import org.imageexchange.transfer.TransferStatus;
import org.imageexchange.workflow.TaskForms;
import org.imageexchange.workflow.UserTaskCommands;
import org.imageexchange.workflow.UserTaskCommands.AlreadyDone;
import org.imageexchange.workflow.UserTaskCommands.Denied;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** The wizard as a person goes through it: services, models, listeners and the real engine together. */
@SpringBootTest(classes = {ChaosPortal.class, WizardTests.NotTestApplication.class})
@DirtiesContext
class WizardTests {

    private static final AtomicLong SEEDS = new AtomicLong(60_000);
    private static final InMemoryObjectStore STORE = new InMemoryObjectStore();
    private static final String NASTY = "<script>alert('x')</script> \"; drop table transfer; -- {{7*7}} **b**";

    /** A class that is no test configuration keeps Spring Boot from adding the other tests' application. */
    static class NotTestApplication {}

    @TempDir
    static Path data;

    @TestBean
    @SuppressWarnings("NullAway.Init")
    private Clock clock;

    @TestBean
    @SuppressWarnings("NullAway.Init")
    private Vault vault;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Intake intake;

    @Autowired
    private Sending sending;

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private Forwarding forwarding;

    @Autowired
    private Wizard wizard;

    @Autowired
    private Disclaimers disclaimers;

    @Autowired
    private UserTaskCommands tasks;

    @Autowired
    private TaskForms taskForms;

    @Autowired
    private CamundaClient client;

    @Autowired
    private JdbcClient jdbc;

    private SignedIn radiology;
    private SignedIn clinician;
    private TransferId transfer;

    static Clock clock() {
        return new MovedClock();
    }

    static Vault vault() {
        return TestVault.over(STORE);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("portal.data", () -> data.toString());
        settings.add("portal.demo", () -> "true");
        settings.add("portal.base-url", () -> "http://localhost");
        settings.add(
                "spring.datasource.url",
                () -> "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        settings.add("spring.jpa.open-in-view", () -> "false");
    }

    @BeforeEach
    void sendImages() throws IOException {
        var account = accounts.find(new EmailAddress("radiology@northwick.example.org"))
                .orElseThrow();
        radiology = new SignedIn(
                account.id(),
                account.name(),
                account.email(),
                account.institution(),
                account.roles(),
                Set.copyOf(account.own().inOrder()));
        var bytes = new ByteArrayOutputStream();
        new PhantomStudy(1, SEEDS.incrementAndGet()).write(0, bytes);
        var stored = intake.take(radiology, "image", new ByteArrayInputStream(bytes.toByteArray()))
                .getFirst();
        var email = new EmailAddress("clinic-" + SEEDS.get() + "@example.org");
        var mobile = new MobileNumber("+447700900%03d".formatted(SEEDS.get() % 100));
        var form = new Sending.SendImages(
                Set.of(((IntakeResult.Stored) stored).study()),
                "Dr Reid",
                email.value(),
                "Riverbank Infirmary",
                mobile.e164(),
                "",
                "",
                14);
        transfer = ((Sending.Sent) sending.send(radiology, UUID.randomUUID(), form)).transfer();
        awaitStatus(transfer, TransferStatus.NEW);
        clinician = new SignedIn(
                accounts.find(email).orElseThrow().id(),
                "Dr Reid",
                email,
                null,
                Set.of(),
                Set.of(new PasscodeChannel.Sms(mobile)));
    }

    @Test
    void a_transfer_is_forwarded_step_by_step() {
        var draft = begin();

        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "sol@lawyers.example.org"));
        next(draft, Forms.CREATE_RECIPIENT, description());
        next(draft, Forms.ADDITIONAL_INFO, Map.of("reason", "Legal proceedings", "reference", "C-17", "note", ""));
        next(draft, Forms.MESSAGES, Map.of("message", "As agreed."));
        var last = atStep(draft, Forms.APPROVE_DISCLAIMER);
        assertThat(taskForms.content(last.form(), last.formVersion())).contains("\"id\": \"approve-disclaimer\"");
        assertThat(last.data()).containsEntry("recipient", "Sol Icitor").containsEntry("longestDays", 14);
        assertThat((List<?>) last.data().get("statements")).hasSize(3);
        assertThat((List<?>) last.data().get("untilByDays")).hasSize(14);
        assertThat(answer(draft, last, Map.of("days", 5, "approved", true), Outcomes.APPROVE))
                .isEqualTo(new Answered.GoesOn());

        var made = ((Standing.Forwarded) wizard.await(clinician, draft)).made();
        awaitStatus(made, TransferStatus.NEW);
        var row = dashboard.row(radiology, made);
        assertThat(row.recipientName()).isEqualTo("Sol Icitor");
        assertThat(row.availableUntil())
                .isBefore(clock.instant().plus(Duration.ofDays(5).plusHours(2)));
        assertThat(jdbc.sql("select count(*) from disclaimer_approval where draft_id = :draft and approved_by = :by")
                        .param("draft", draft.value())
                        .param("by", clinician.account().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(sentTo("radiology@northwick.example.org"))
                .anySatisfy(text -> assertThat(text).contains("were forwarded by their recipient")));
        assertThat(sentTo("sol@lawyers.example.org"))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("Dr Reid has forwarded medical images to you")
                        .doesNotContain("PHANTOM"));
        await().untilAsserted(() -> assertThat(jdbc.sql("select working from forward_draft where id = :id")
                        .param("id", draft.value())
                        .query(Boolean.class)
                        .single())
                .isFalse());
    }

    @Test
    void bad_input_is_named_field_by_field_and_loses_nothing() {
        var draft = begin();
        var first = atStep(draft, Forms.CHOOSE_DESTINATION);

        assertThat(problems(draft, first, Map.of("email", "")).keySet()).containsExactly("email");
        assertThat(problems(draft, first, Map.of("email", "not an address")).keySet())
                .containsExactly("email");
        assertThat(problems(draft, first, Map.of("email", clinician.email().value()))
                        .get("email"))
                .contains("your own address");
        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "sol@lawyers.example.org"));
        var second = atStep(draft, Forms.CREATE_RECIPIENT);
        assertThat(problems(draft, second, Map.of()).keySet())
                .containsExactlyInAnyOrder("name", "address", "phone", "mobile");
        assertThat(problems(draft, second, with(description(), "secondEmail", "SOL@lawyers.example.org"))
                        .keySet())
                .containsExactly("secondEmail");
        assertThat(problems(draft, second, with(description(), "mobile", "12")).keySet())
                .containsExactly("mobile");
        assertThat(problems(draft, second, with(description(), "phone", "call me"))
                        .keySet())
                .containsExactly("phone");
        assertThat(problems(draft, second, with(description(), "name", "x".repeat(300)))
                        .keySet())
                .containsExactly("name");
        next(draft, Forms.CREATE_RECIPIENT, description());
        var third = atStep(draft, Forms.ADDITIONAL_INFO);
        assertThat(problems(draft, third, Map.of("reason", "Curiosity")).keySet())
                .containsExactly("reason");
        assertThat(problems(draft, third, Map.of("reason", "Other", "note", "x".repeat(2001)))
                        .keySet())
                .containsExactly("note");
        next(draft, Forms.ADDITIONAL_INFO, Map.of("reason", "Other"));
        next(draft, Forms.MESSAGES, Map.of());
        var last = atStep(draft, Forms.APPROVE_DISCLAIMER);
        assertThat(problems(draft, last, Outcomes.APPROVE, Map.of("days", 5, "approved", false))
                        .keySet())
                .containsExactly("approved");
        assertThat(problems(draft, last, Outcomes.APPROVE, Map.of("days", 15, "approved", true))
                        .keySet())
                .containsExactly("days");
        assertThat(problems(draft, last, Outcomes.APPROVE, Map.of("approved", true))
                        .keySet())
                .containsExactly("days");
    }

    @Test
    void previous_keeps_what_was_typed_and_coming_back_finds_the_same_step() {
        var draft = begin();
        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "sol@lawyers.example.org"));

        var second = atStep(draft, Forms.CREATE_RECIPIENT);
        answer(draft, second, Map.of("name", "half a na", "mobile", "wrong"), Outcomes.PREVIOUS);
        var first = atStep(draft, Forms.CHOOSE_DESTINATION);
        assertThat(first.data()).containsEntry("email", "sol@lawyers.example.org");
        answer(draft, first, first.data(), Outcomes.NEXT);

        assertThat(atStep(draft, Forms.CREATE_RECIPIENT).data())
                .containsEntry("name", "half a na")
                .containsEntry("mobile", "wrong");
        assertThat(forwarding.options(clinician, transfer).begun()).contains(draft);
    }

    @Test
    void another_address_begins_with_an_empty_description() {
        var draft = begin();
        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "sol@lawyers.example.org"));
        answer(draft, atStep(draft, Forms.CREATE_RECIPIENT), description(), Outcomes.PREVIOUS);

        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "other@lawyers.example.org"));

        assertThat(atStep(draft, Forms.CREATE_RECIPIENT).data()).doesNotContainKey("name");
    }

    @Test
    void of_two_windows_on_the_same_step_the_second_is_told() {
        var draft = begin();
        var shown = atStep(draft, Forms.CHOOSE_DESTINATION);
        answer(draft, shown, Map.of("email", "sol@lawyers.example.org"), Outcomes.NEXT);
        atStep(draft, Forms.CREATE_RECIPIENT);

        assertThat(answer(draft, shown, Map.of("email", "other@lawyers.example.org"), Outcomes.NEXT))
                .isEqualTo(new Answered.DoneElsewhere());
        assertThat(answer(draft, shown, Map.of(), Outcomes.CANCEL)).isEqualTo(new Answered.DoneElsewhere());

        assertThat(atStep(draft, Forms.CREATE_RECIPIENT).data()).containsEntry("email", "sol@lawyers.example.org");
    }

    /** Whatever a slower window still sends, the answers that were checked are those that count. */
    @Test
    void what_was_checked_is_not_written_over_by_a_window_that_closes_late() {
        var draft = begin();
        var shown = atStep(draft, Forms.CHOOSE_DESTINATION);
        answer(draft, shown, Map.of("email", "sol@lawyers.example.org"), Outcomes.NEXT);

        wizard.keep(clinician, draft, shown, Map.of("email", "other@lawyers.example.org"));

        assertThat(atStep(draft, Forms.CREATE_RECIPIENT).data()).containsEntry("email", "sol@lawyers.example.org");
    }

    @Test
    void cancelling_gives_the_place_back() {
        var draft = begin();
        atStep(draft, Forms.CHOOSE_DESTINATION);
        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(2);

        answer(draft, atStep(draft, Forms.CHOOSE_DESTINATION), Map.of(), Outcomes.CANCEL);

        assertThat(wizard.await(clinician, draft)).isEqualTo(new Standing.Ended(false));
        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(3);
    }

    @Test
    void a_wizard_that_nobody_continues_is_over_after_half_an_hour() {
        var draft = begin();
        atStep(draft, Forms.CHOOSE_DESTINATION);
        ((MovedClock) clock).advance(Duration.ofMinutes(29));
        atStep(begin(), Forms.CHOOSE_DESTINATION); // the engine has seen by then what time it is
        atStep(draft, Forms.CHOOSE_DESTINATION);

        await().untilAsserted(() -> {
            ((MovedClock) clock).advance(Duration.ofMinutes(2));
            assertThat(wizard.standing(clinician, draft)).isEqualTo(new Standing.Ended(true));
        });

        assertThat(forwarding.options(clinician, transfer).left()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void an_instance_that_is_cancelled_from_outside_gives_its_place_back_at_once() {
        var draft = begin();
        atStep(draft, Forms.CHOOSE_DESTINATION);
        var instance = jdbc.sql("select process_instance_key from process_claim where process_key = :key")
                .param("key", draft.value().toString())
                .query(Long.class)
                .single();

        client.newCancelInstanceCommand(instance).send().join();

        await().untilAsserted(
                        () -> assertThat(wizard.standing(clinician, draft)).isEqualTo(new Standing.Ended(true)));
        assertThat(forwarding.options(clinician, transfer).left()).isEqualTo(3);
    }

    /** Whoever knows a task's key, and has the engine's own interface, gets no further than the page. */
    @Test
    void the_models_listener_denies_what_the_page_would_not_have_asked() {
        var draft = begin();
        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "sol@lawyers.example.org"));
        next(draft, Forms.CREATE_RECIPIENT, description());
        next(draft, Forms.ADDITIONAL_INFO, Map.of("reason", "Other"));
        next(draft, Forms.MESSAGES, Map.of());
        var last = atStep(draft, Forms.APPROVE_DISCLAIMER);

        assertThat(tasks.complete(last.task(), Map.of())).isEqualTo(new Denied("UNKNOWN_WAY"));
        assertThat(tasks.complete(last.task(), Map.of(Variables.OUTCOME, "approve")))
                .isEqualTo(new Denied("OVERTAKEN"));
        answer(draft, last, Map.of("days", 5, "approved", false), Outcomes.PREVIOUS);
        next(draft, Forms.MESSAGES, Map.of());
        var again = atStep(draft, Forms.APPROVE_DISCLAIMER);
        var submission = jdbc.sql("select submission from forward_draft where id = :id")
                .param("id", draft.value())
                .query(UUID.class)
                .single();
        assertThat(tasks.complete(
                        again.task(),
                        Map.of(Variables.OUTCOME, "approve", Variables.SUBMISSION, submission.toString())))
                .as("with the answers that were kept, but not ticked")
                .isEqualTo(new Denied("INVALID"));
        assertThat(dashboard.row(radiology, transfer).forwards()).isZero();
        assertThat(atStep(draft, Forms.APPROVE_DISCLAIMER).task()).isEqualTo(again.task());
    }

    @Test
    void a_task_that_is_done_twice_is_done_once() {
        var draft = begin();
        var shown = atStep(draft, Forms.CHOOSE_DESTINATION);
        answer(draft, shown, Map.of("email", "sol@lawyers.example.org"), Outcomes.NEXT);

        assertThat(tasks.complete(shown.task(), Map.of(Variables.OUTCOME, "next")))
                .isEqualTo(new AlreadyDone());
    }

    @Test
    void somebody_elses_wizard_and_task_are_not_there() {
        var draft = begin();
        var shown = atStep(draft, Forms.CHOOSE_DESTINATION);
        var sameAccount = new SignedIn(
                clinician.account(),
                "",
                clinician.email(),
                null,
                Set.of(),
                Set.of(new PasscodeChannel.Sms(new MobileNumber("+447700900999"))));

        for (var other : List.of(radiology, sameAccount)) {
            assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> wizard.standing(other, draft));
            assertThatExceptionOfType(AccessRefused.class)
                    .isThrownBy(() -> wizard.answer(other, draft, shown, Map.of(), Outcomes.CANCEL));
        }
        var own = begin();
        atStep(own, Forms.CHOOSE_DESTINATION);
        assertThat(wizard.answer(clinician, own, shown, Map.of("email", "x@example.org"), Outcomes.NEXT))
                .as("a task of another draft")
                .isEqualTo(new Answered.DoneElsewhere());
        assertThat(wizard.answer(
                        clinician, own, new AtStep(4711, Forms.MESSAGES, 1, Map.of()), Map.of(), Outcomes.NEXT))
                .as("a task that does not exist")
                .isEqualTo(new Answered.DoneElsewhere());
        assertThat(atStep(draft, Forms.CHOOSE_DESTINATION).data()).containsEntry("email", "");
    }

    @Test
    void three_wizards_are_open_at_most() {
        for (int i = 0; i < 3; i++) {
            atStep(begin(), Forms.CHOOSE_DESTINATION);
        }

        assertThat(forwarding.begin(clinician, transfer, UUID.randomUUID()))
                .isEqualTo(new Forwarding.Refused(ForwardingRefusal.NONE_LEFT));
    }

    @Test
    void a_transfer_that_is_withdrawn_ends_its_wizard_with_the_reason() {
        var draft = begin();
        var shown = atStep(draft, Forms.CHOOSE_DESTINATION);
        sending.withdraw(radiology, transfer);

        assertThat(answer(draft, shown, Map.of("email", "sol@lawyers.example.org"), Outcomes.NEXT))
                .isEqualTo(new Answered.Refused(ForwardingRefusal.WITHDRAWN));

        assertThat(wizard.standing(clinician, draft)).isEqualTo(new Standing.Refused(ForwardingRefusal.WITHDRAWN));
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select count(*) from task_inbox" + " where process_key = :key and state = 'OPEN'")
                                .param("key", draft.value().toString())
                                .query(Integer.class)
                                .single())
                .isZero());
    }

    @Test
    void a_text_that_changed_while_it_was_read_must_be_read_again() {
        var draft = begin();
        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "sol@lawyers.example.org"));
        next(draft, Forms.CREATE_RECIPIENT, description());
        next(draft, Forms.ADDITIONAL_INFO, Map.of("reason", "Other"));
        next(draft, Forms.MESSAGES, Map.of());
        var read = atStep(draft, Forms.APPROVE_DISCLAIMER);

        disclaimers.publish(requireNonNull(radiology.institution()), List.of("you know what you do."));

        assertThat(problems(draft, read, Outcomes.APPROVE, Map.of("days", 5, "approved", true))
                        .get("approved"))
                .contains("have changed");
        var changed = atStep(draft, Forms.APPROVE_DISCLAIMER);
        assertThat(changed.data()).containsEntry("statements", List.of("you know what you do."));
        answer(draft, changed, Map.of("days", 5, "approved", true), Outcomes.APPROVE);
        assertThat(wizard.await(clinician, draft)).isInstanceOf(Standing.Forwarded.class);
        assertThat(jdbc.sql("select d.version, d.statements from disclaimer_approval a"
                                + " join disclaimer d on d.id = a.disclaimer_id where a.draft_id = :draft")
                        .param("draft", draft.value())
                        .query()
                        .singleRow())
                .containsEntry("statements", "you know what you do.");
    }

    @Test
    void script_and_markup_in_every_field_stay_what_they_are() {
        var draft = begin();
        assertThat(problems(draft, atStep(draft, Forms.CHOOSE_DESTINATION), Map.of("email", NASTY)))
                .containsKey("email");
        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "nasty@lawyers.example.org"));
        next(draft, Forms.CREATE_RECIPIENT, with(with(description(), "name", NASTY), "address", NASTY));
        next(draft, Forms.ADDITIONAL_INFO, Map.of("reason", "Other", "reference", NASTY, "note", NASTY));
        next(draft, Forms.MESSAGES, Map.of("message", NASTY));
        var last = atStep(draft, Forms.APPROVE_DISCLAIMER);
        assertThat(last.data()).containsEntry("recipient", NASTY);

        answer(draft, last, Map.of("days", 1, "approved", true), Outcomes.APPROVE);

        var made = ((Standing.Forwarded) wizard.await(clinician, draft)).made();
        awaitStatus(made, TransferStatus.NEW);
        assertThat(dashboard.row(radiology, made).recipientName()).isEqualTo(NASTY);
        assertThat(dashboard.row(radiology, made).message()).isEqualTo(NASTY);
        await().untilAsserted(
                        () -> assertThat(sentTo("nasty@lawyers.example.org")).hasSize(1));
        assertThat(sentTo("nasty@lawyers.example.org").getFirst())
                .startsWith("Hello,")
                .doesNotContain("script");
    }

    /** Operate shows variables to administrators; and what is a variable lies in the engine's files. */
    @Test
    void nothing_of_what_was_typed_comes_into_the_engine() throws IOException {
        var draft = begin();
        next(draft, Forms.CHOOSE_DESTINATION, Map.of("email", "secret@lawyers.example.org"));
        next(draft, Forms.CREATE_RECIPIENT, with(description(), "name", "Very Secret"));
        next(
                draft,
                Forms.ADDITIONAL_INFO,
                Map.of("reason", "Other", "reference", "Very Secret", "note", "Very Secret"));
        next(draft, Forms.MESSAGES, Map.of("message", "Very Secret"));
        atStep(draft, Forms.APPROVE_DISCLAIMER);

        assertThat(engineHolds(draft.value().toString())).isTrue();
        assertThat(engineHolds("secret@")).isFalse();
        assertThat(engineHolds("Very Secret")).isFalse();
    }

    private static boolean engineHolds(String text) throws IOException {
        try (var files = Files.walk(data.resolve("engine"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    private DraftId begin() {
        return ((Forwarding.Begun) forwarding.begin(clinician, transfer, UUID.randomUUID())).draft();
    }

    private AtStep atStep(DraftId draft, String form) {
        await().untilAsserted(() -> assertThat(wizard.await(clinician, draft))
                .isInstanceOfSatisfying(
                        AtStep.class, step -> assertThat(step.form()).isEqualTo(form)));
        return (AtStep) wizard.standing(clinician, draft);
    }

    private void next(DraftId draft, String form, Map<String, ?> values) {
        assertThat(answer(draft, atStep(draft, form), values, Outcomes.NEXT)).isEqualTo(new Answered.GoesOn());
    }

    /** As a page answers: what is no field of the form it does not send. */
    private Answered answer(DraftId draft, AtStep step, Map<String, ?> values, String way) {
        var sent = new HashMap<String, Object>(values);
        sent.values().removeIf(value -> value instanceof List);
        return wizard.answer(clinician, draft, step, sent, way);
    }

    private Map<String, String> problems(DraftId draft, AtStep step, Map<String, ?> values) {
        return problems(draft, step, Outcomes.NEXT, values);
    }

    private Map<String, String> problems(DraftId draft, AtStep step, String way, Map<String, ?> values) {
        return ((Answered.Invalid) answer(draft, step, values, way)).problems();
    }

    private static Map<String, String> description() {
        return Map.of(
                "name", "Sol Icitor", "address", "1 High Street", "phone", "020 7946 0200", "mobile", "07700 900400");
    }

    private static Map<String, String> with(Map<String, String> values, String key, String value) {
        var more = new HashMap<>(values);
        more.put(key, value);
        return more;
    }

    private void awaitStatus(TransferId id, TransferStatus status) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(dashboard.row(radiology, id).status()).isEqualTo(status));
    }

    private List<String> sentTo(String address) {
        return jdbc.sql("select body from demo_message where recipient = :to order by id")
                .param("to", address)
                .query(String.class)
                .list();
    }
}
