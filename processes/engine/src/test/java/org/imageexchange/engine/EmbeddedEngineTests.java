package org.imageexchange.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.imageexchange.engine.TestEngine.process;

import io.camunda.client.api.command.ClientStatusException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process can do on the embedded engine, through the ordinary client. */
class EmbeddedEngineTests {

    @TempDir
    static Path folder;

    private static TestEngine zeebe;

    @BeforeAll
    static void start() {
        zeebe = TestEngine.in(folder);
        zeebe.deploy(
                process(
                        "work-only",
                        start -> start.serviceTask("work", task -> task.zeebeJobType("work-only"))
                                .endEvent()),
                process(
                        "decide",
                        start -> start.exclusiveGateway("large")
                                .sequenceFlowId("no")
                                .defaultFlow()
                                .serviceTask("small", task -> task.zeebeJobType("decide-small"))
                                .endEvent()
                                .moveToNode("large")
                                .sequenceFlowId("yes")
                                .conditionExpression("amount > 100 and contains(name, \"o\")")
                                .callActivity("call", call -> call.zeebeProcessId("work-only"))
                                .endEvent()),
                process(
                        "wait-message",
                        start -> start.intermediateCatchEvent(
                                        "paid",
                                        event -> event.message(
                                                message -> message.name("paid").zeebeCorrelationKeyExpression("order")))
                                .serviceTask("after", task -> task.zeebeJobType("after-message"))
                                .endEvent()),
                process(
                        "risky",
                        start -> start.serviceTask("risk", task -> task.zeebeJobType("risk"))
                                .boundaryEvent(
                                        "failed", event -> event.error("E1").zeebeOutputExpression("why", "reason"))
                                .serviceTask("mend", task -> task.zeebeJobType("mend"))
                                .endEvent()
                                .moveToActivity("risk")
                                .endEvent()),
                process(
                        "caller",
                        start -> start.callActivity("outer", call -> call.zeebeProcessId("called"))
                                .endEvent()),
                process(
                        "called",
                        start -> start.callActivity("inner", call -> call.zeebeProcessId("stuck"))
                                .endEvent()),
                process(
                        "stuck",
                        start -> start.serviceTask("stuck-here", task -> task.zeebeJobType("stuck"))
                                .endEvent()),
                process(
                        "push",
                        start -> start.serviceTask("pushed", task -> task.zeebeJobType("push"))
                                .endEvent()),
                process(
                        "no-variable",
                        start -> start.intermediateCatchEvent(
                                        "never", event -> event.timerWithDurationExpression("missing"))
                                .endEvent()));
    }

    @AfterAll
    static void stop() {
        zeebe.close();
    }

    @Test
    void a_process_runs_to_its_end() {
        var instance = zeebe.start("work-only");

        assertThat(zeebe.engine.isActive(instance)).isTrue();
        var job = zeebe.complete("work-only");

        assertThat(job.getProcessInstanceKey()).isEqualTo(instance);
        zeebe.awaitEnd(instance);
    }

    @Test
    void an_instance_that_never_was_is_not_active() {
        assertThat(zeebe.engine.isActive(4711)).isFalse();
    }

    @Test
    void a_gateway_takes_the_default_flow() {
        var instance = zeebe.start("decide", Map.of("amount", 5, "name", "xo"));

        assertThat(zeebe.complete("decide-small").getProcessInstanceKey()).isEqualTo(instance);
        zeebe.awaitEnd(instance);
    }

    @Test
    void a_feel_condition_leads_into_a_call_activity() {
        var instance = zeebe.start("decide", Map.of("amount", 500, "name", "xo"));

        var job = zeebe.complete("work-only");

        assertThat(job.getProcessInstanceKey()).isNotEqualTo(instance);
        zeebe.awaitEnd(instance);
    }

    @Test
    void a_message_that_came_before_is_kept_for_the_catch() {
        zeebe.publish("paid", "early");

        var instance = zeebe.start("wait-message", Map.of("order", "early"));

        assertThat(zeebe.complete("after-message").getProcessInstanceKey()).isEqualTo(instance);
    }

    @Test
    void a_message_reaches_the_instance_that_waits_for_it() {
        zeebe.start("wait-message", Map.of("order", "another"));
        var instance = zeebe.start("wait-message", Map.of("order", "late"));

        zeebe.publish("paid", "late");

        assertThat(zeebe.complete("after-message").getProcessInstanceKey()).isEqualTo(instance);
    }

    @Test
    void a_message_with_the_id_of_a_living_one_is_refused() {
        var publish = zeebe.client
                .newPublishMessageCommand()
                .messageName("paid")
                .correlationKey("twice")
                .messageId("same")
                .timeToLive(Duration.ofHours(1));
        publish.send().join();

        assertThatThrownBy(() -> publish.send().join())
                .isInstanceOf(ClientStatusException.class)
                .hasMessageContaining("ALREADY_EXISTS");
    }

    @Test
    void a_bpmn_error_takes_the_boundary_event_with_its_variables() {
        zeebe.start("risky");

        zeebe.client
                .newThrowErrorCommand(zeebe.job("risk"))
                .errorCode("E1")
                .errorMessage("no")
                .variables(Map.of("why", "x"))
                .send()
                .join();

        assertThat(zeebe.complete("mend").getVariablesAsMap()).containsEntry("reason", "x");
    }

    @Test
    void a_failed_job_comes_again_after_its_back_off_with_its_variables() {
        zeebe.start("work-only");
        var job = zeebe.job("work-only");

        zeebe.client
                .newFailCommand(job)
                .retries(2)
                .retryBackoff(Duration.ofMillis(200))
                .errorMessage("again")
                .variables(Map.of("tried", 1))
                .send()
                .join();

        var again = zeebe.complete("work-only");
        assertThat(again.getKey()).isEqualTo(job.getKey());
        assertThat(again.getRetries()).isEqualTo(2);
        assertThat(again.getVariablesAsMap()).containsEntry("tried", 1);
    }

    @Test
    void a_job_without_retries_becomes_an_incident_that_can_be_resolved() {
        var instance = zeebe.start("work-only");
        var job = zeebe.job("work-only");
        zeebe.client
                .newFailCommand(job)
                .retries(0)
                .errorMessage("mail server is down")
                .send()
                .join();

        var incident = zeebe.awaitIncident(instance);

        assertThat(incident)
                .isEqualTo(new OpenIncident(
                        incident.key(),
                        "JOB_NO_RETRIES",
                        "mail server is down",
                        "work-only",
                        instance,
                        instance,
                        "work",
                        job.getKey()));
        zeebe.client.newUpdateRetriesCommand(job).retries(1).send().join();
        zeebe.client.newResolveIncidentCommand(incident.key()).send().join();
        zeebe.complete("work-only");
        zeebe.awaitEnd(instance);
        assertThat(zeebe.engine.openIncidents()).extracting(OpenIncident::key).doesNotContain(incident.key());
    }

    @Test
    void an_incident_two_calls_deep_names_the_outermost_instance() {
        var outermost = zeebe.start("caller");
        var job = zeebe.job("stuck");
        zeebe.client.newFailCommand(job).retries(0).errorMessage("no").send().join();

        var incident = zeebe.awaitIncident(job.getProcessInstanceKey());

        assertThat(incident.rootProcessInstanceKey()).isEqualTo(outermost);
        assertThat(incident.processInstanceKey()).isNotEqualTo(outermost);
        assertThat(incident.processId()).isEqualTo("stuck");
        assertThat(incident.elementId()).isEqualTo("stuck-here");
    }

    @Test
    void an_incident_without_a_job_says_so() {
        var incident = zeebe.awaitIncident(zeebe.start("no-variable"));

        assertThat(incident.jobKey()).isNull();
        assertThat(incident.errorType()).isEqualTo("EXTRACT_VALUE_ERROR");
    }

    @Test
    void a_start_can_wait_for_the_result() {
        var result = zeebe.client
                .newCreateInstanceCommand()
                .bpmnProcessId("work-only")
                .latestVersion()
                .withResult()
                .send();

        zeebe.complete("work-only", Map.of("answer", 42));

        assertThat(result.join().getVariablesAsMap()).containsEntry("answer", 42);
    }

    @Test
    void an_instance_can_be_cancelled() {
        var instance = zeebe.start("wait-message", Map.of("order", "cancelled"));

        zeebe.client.newCancelInstanceCommand(instance).send().join();

        zeebe.awaitEnd(instance);
    }

    @Test
    void an_instance_can_be_modified() {
        var instance = zeebe.start("wait-message", Map.of("order", "modified"));

        zeebe.client
                .newModifyProcessInstanceCommand(instance)
                .activateElement("after")
                .send()
                .join();

        assertThat(zeebe.complete("after-message").getProcessInstanceKey()).isEqualTo(instance);
    }

    @Test
    void a_signal_can_be_broadcast() {
        assertThat(zeebe.client
                        .newBroadcastSignalCommand()
                        .signalName("closing")
                        .send()
                        .join()
                        .getKey())
                .isPositive();
    }

    @Test
    void variables_of_an_instance_can_be_set() {
        var instance = zeebe.start("work-only");

        zeebe.client
                .newSetVariablesCommand(instance)
                .variables(Map.of("colour", "blue"))
                .send()
                .join();

        assertThat(zeebe.complete("work-only").getVariablesAsMap()).containsEntry("colour", "blue");
    }

    @Test
    void a_definition_can_be_deleted() {
        var definition = zeebe.client
                .newDeployResourceCommand()
                .addProcessModel(process("short-lived", start -> start.endEvent()), "short-lived.bpmn")
                .send()
                .join()
                .getProcesses()
                .getFirst();

        zeebe.client
                .newDeleteResourceCommand(definition.getProcessDefinitionKey())
                .send()
                .join();

        assertThatThrownBy(() -> zeebe.start("short-lived")).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void a_broken_model_is_refused_with_the_reason() {
        var broken = zeebe.client.newDeployResourceCommand().addResourceStringUtf8("<definitions/>", "broken.bpmn");

        assertThatThrownBy(() -> broken.send().join()).hasMessageContaining("broken.bpmn");
    }

    @Test
    void the_topology_shows_one_healthy_partition() {
        var topology = zeebe.client.newTopologyRequest().send().join();

        assertThat(topology.getPartitionsCount()).isEqualTo(1);
        assertThat(topology.getBrokers()).hasSize(1);
    }

    @Test
    void completing_a_job_that_never_was_is_refused() {
        assertThatThrownBy(() -> zeebe.client.newCompleteCommand(4711).send().join())
                .isInstanceOf(ClientStatusException.class)
                .hasMessageContaining("NOT_FOUND");
    }

    @Test
    void the_gateway_listens_on_the_loopback_interface_only() {
        assertThat(zeebe.engine.grpcAddress()).hasScheme("http").hasHost("127.0.0.1");
        assertThat(zeebe.engine.grpcAddress().getPort()).isPositive();
    }

    @Test
    void many_instances_at_once_all_end() {
        Set<Long> done = ConcurrentHashMap.newKeySet();
        try (var worker = zeebe.client
                .newWorker()
                .jobType("push")
                .handler((client, job) -> {
                    client.newCompleteCommand(job).send().join();
                    done.add(job.getProcessInstanceKey());
                })
                .streamEnabled(true)
                .open()) {
            var started = IntStream.range(0, 200)
                    .mapToObj(i -> zeebe.client
                            .newCreateInstanceCommand()
                            .bpmnProcessId("push")
                            .latestVersion()
                            .send())
                    .toList()
                    .stream()
                    .map(future -> future.join().getProcessInstanceKey())
                    .toList();

            await().atMost(TestEngine.PATIENCE).until(() -> done.containsAll(started));
            assertThat(worker.isOpen()).isTrue();
            started.forEach(zeebe::awaitEnd);
        }
    }
}
