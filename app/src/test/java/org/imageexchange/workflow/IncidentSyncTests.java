package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.imageexchange.MovedClock;
import org.imageexchange.workflow.Incidents.DelayChanged;
import org.imageexchange.workflow.Incidents.Incident;
import org.imageexchange.workflow.ProcessEngine.Stuck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WorkflowTest
class IncidentSyncTests {

    @Autowired
    private IncidentSync sync;

    @Autowired
    private Claims claims;

    @Autowired
    private FakeEngine engine;

    @Autowired
    private Announcements announcements;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void nothing_is_stuck() {
        jdbc.sql("delete from process_incident").update();
        jdbc.sql("delete from process_claim").update();
        engine.loseEverything();
        announcements.delays.clear();
    }

    @Test
    void an_incident_is_told_in_the_words_of_the_model_and_since_when_it_was_seen() {
        claims.claim("transfer:1", engine.identity(), 100);
        engine.stuck.add(anIncident(7, 100));
        var since = clock.instant();

        sync.sync();
        clock.advance(Duration.ofMinutes(5));
        sync.sync();

        assertThat(sync.open())
                .containsExactly(new Incident(
                        7, "Deliver package", "Invite recipient", "transfer:1", since, "The mail server is away"));
    }

    @Test
    void what_gets_stuck_and_what_moves_again_is_announced_once() {
        claims.claim("transfer:1", engine.identity(), 100);
        engine.stuck.add(anIncident(7, 100));
        sync.sync();
        sync.sync();
        assertThat(announcements.delays).containsExactly(new DelayChanged("transfer:1", true));

        engine.stuck.clear();
        sync.sync();
        sync.sync();

        assertThat(announcements.delays)
                .containsExactly(new DelayChanged("transfer:1", true), new DelayChanged("transfer:1", false));
        assertThat(sync.open()).isEmpty();
    }

    @Test
    void a_process_with_two_incidents_is_delayed_until_both_are_gone() {
        claims.claim("transfer:1", engine.identity(), 100);
        engine.stuck.add(anIncident(7, 100));
        engine.stuck.add(anIncident(8, 100));
        sync.sync();

        engine.stuck.removeFirst();
        sync.sync();
        assertThat(announcements.delays).containsExactly(new DelayChanged("transfer:1", true));

        engine.stuck.clear();
        sync.sync();
        assertThat(announcements.delays).last().isEqualTo(new DelayChanged("transfer:1", false));
    }

    @Test
    void a_new_incident_in_place_of_an_old_one_is_no_change() {
        claims.claim("transfer:1", engine.identity(), 100);
        engine.stuck.add(anIncident(7, 100));
        sync.sync();
        engine.stuck.clear();
        engine.stuck.add(anIncident(9, 100));

        sync.sync();

        assertThat(announcements.delays).containsExactly(new DelayChanged("transfer:1", true));
        assertThat(sync.open()).extracting(Incident::key).containsExactly(9L);
    }

    @Test
    void an_incident_of_an_instance_that_never_claimed_is_shown_without_what_it_is_about() {
        engine.stuck.add(anIncident(7, 100));

        sync.sync();

        assertThat(sync.open()).extracting(Incident::processKey).containsOnlyNulls();
        assertThat(announcements.delays).isEmpty();
    }

    @Test
    void the_incidents_of_an_engine_that_was_lost_are_gone_with_it() {
        claims.claim("transfer:1", engine.identity(), 100);
        engine.stuck.add(anIncident(7, 100));
        sync.sync();

        engine.loseEverything();
        sync.sync();

        assertThat(sync.open()).isEmpty();
        assertThat(announcements.delays).last().isEqualTo(new DelayChanged("transfer:1", false));
    }

    @Test
    void the_oldest_comes_first_and_a_long_message_is_cut() {
        engine.stuck.add(new Stuck(9, "deliver-package", "serviceTask_InviteRecipient", 1, 1L, "x".repeat(3000)));
        sync.sync();
        clock.advance(Duration.ofSeconds(1));
        engine.stuck.add(new Stuck(3, "unknown", "unknown", 1, null, ""));
        sync.sync();

        assertThat(sync.open())
                .extracting(Incident::key, incident -> incident.message().length() > 1000, Incident::task)
                .containsExactly(tuple(9L, false, "Invite recipient"), tuple(3L, false, "unknown"));
        assertThat(sync.open().getLast().message()).isNotBlank();
    }

    private static Stuck anIncident(long key, long rootInstance) {
        return new Stuck(
                key,
                "deliver-package",
                "serviceTask_InviteRecipient",
                rootInstance,
                70 + key,
                "The mail server is away");
    }
}
